import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { changedQuery } from "../lib/address.ts";
import css from "./search-field.module.css";

type Props = {
  /** What the address searches for now, "" for nothing. */
  readonly words: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** Parameters that do not hold for what is found, beside the page. */
  readonly dropped?: readonly string[];
};

/** Writes what is looked for into the page's address (`q=`), and begins on the first page again. */
export function SearchField({ words, label, placeholder = label, maxLength, dropped = [] }: Props) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [value, setValue] = useState(words);
  useEffect(() => setValue(words), [words]);
  const search = (wanted: string) => {
    const gone = Object.fromEntries(["page", ...dropped].map((name) => [name, null]));
    navigate({ search: changedQuery(params, { ...gone, q: wanted.trim() || null }) }, { preventScrollReset: true });
  };
  return (
    <form
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        search(value);
      }}
    >
      <TextField
        label={label}
        labelHidden
        placeholder={placeholder}
        prefix={<Icon source={SearchIcon} />}
        autoComplete="off"
        value={value}
        onChange={setValue}
        clearButton
        onClearButtonClick={() => search("")}
        maxLength={maxLength}
      />
      <Button submit>Find</Button>
    </form>
  );
}

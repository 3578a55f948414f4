import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { changedQuery } from "../../lib/address.ts";
import css from "./products.module.css";

/** Looks for rows by a part of their title. */
export function ProductSearch({ words, label }: { words: string; label: string }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [value, setValue] = useState(words);
  useEffect(() => setValue(words), [words]);
  const search = (wanted: string) =>
    navigate({ search: changedQuery(params, { q: wanted.trim() || null, page: null }) }, { preventScrollReset: true });
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
        placeholder={label}
        prefix={<Icon source={SearchIcon} />}
        autoComplete="off"
        value={value}
        onChange={setValue}
        clearButton
        onClearButtonClick={() => search("")}
        maxLength={200}
      />
      <Button submit>Find</Button>
    </form>
  );
}

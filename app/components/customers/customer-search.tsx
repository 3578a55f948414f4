import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { changedQuery } from "../../lib/address.ts";
import css from "./customers.module.css";

/** Looks for customers by name or e-mail, or for one by number. */
export function CustomerSearch({ words }: { words: string | null }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [value, setValue] = useState(words ?? "");
  useEffect(() => setValue(words ?? ""), [words]);
  const search = (wanted: string) =>
    navigate({ search: changedQuery(params, { q: wanted.trim() || null, page: null, sort: null }) }, { preventScrollReset: true });
  return (
    <form
      className={css.search}
      onSubmit={(event) => {
        event.preventDefault();
        search(value);
      }}
    >
      <TextField
        label="Find a customer"
        labelHidden
        placeholder="Name, e-mail or customer number"
        prefix={<Icon source={SearchIcon} />}
        autoComplete="off"
        value={value}
        onChange={setValue}
        clearButton
        onClearButtonClick={() => search("")}
        maxLength={255}
      />
      <Button submit>Find</Button>
    </form>
  );
}

import { useNavigate, useSearchParams } from "@remix-run/react";
import { Button, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { changedQuery } from "../../lib/address.ts";
import css from "./orders.module.css";

/** Looks for an order by its name, or for the orders of a customer by name or e-mail. */
export function OrderSearch({ words }: { words: string | null }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [value, setValue] = useState(words ?? "");
  useEffect(() => setValue(words ?? ""), [words]);
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
        label="Find an order"
        labelHidden
        placeholder="Order, or customer’s name or e-mail"
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

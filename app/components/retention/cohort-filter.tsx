import { useFetcher, useNavigate, useSearchParams } from "@remix-run/react";
import { ActionList, BlockStack, Box, Button, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { CohortValue } from "../../insights/retention/cohort-values.ts";
import { changedQuery } from "../../lib/address.ts";
import { type CohortFilter as Filter, filterParams } from "../../lib/retention-query.ts";
import { Dropdown } from "../dropdown.tsx";
import { useFormats } from "../use-formats.ts";
import css from "./retention.module.css";
import { filterNames, valueWords } from "./retention-view.ts";

const VALUES = "/app/retention/values";
const SEARCH_AFTER_MS = 250;
const dimensions = ["all", "product", "channel", "code", "tag"] as const;

/** What `/app/retention/values` answers. */
export type Found = { readonly dimension: Filter["dimension"]; readonly values: readonly CohortValue[] };

type Props = { readonly filter: Filter; readonly valueName: string | null };

/** Narrows the cohorts to what the first order, or the customer, was like: a dimension, and one of its values, which can be searched. */
export function CohortFilter({ filter, valueName }: Props) {
  const [open, setOpen] = useState(false);
  const words =
    filter.dimension === "all"
      ? filterNames.all
      : `${filterNames[filter.dimension]}: ${valueWords(filter.dimension, filter.value, valueName)}`;
  const button = (
    <Button disclosure={open ? "up" : "down"} onClick={() => setOpen((was) => !was)}>
      {words}
    </Button>
  );
  return (
    <Dropdown open={open} button={button} onClose={() => setOpen(false)} fluid>
      <Box padding="300" width="18rem">
        <Choice filter={filter} onPicked={() => setOpen(false)} />
      </Box>
    </Dropdown>
  );
}

function Choice({ filter, onPicked }: { filter: Filter; onPicked: () => void }) {
  const f = useFormats();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { data, load, state } = useFetcher<Found>();
  const [dimension, setDimension] = useState(filter.dimension);
  const [search, setSearch] = useState("");
  useEffect(() => {
    if (dimension === "all") return;
    const asked = new URLSearchParams({ dimension, search });
    const timer = setTimeout(() => load(`${VALUES}?${asked}`), search === "" ? 0 : SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [dimension, search, load]);
  const pick = (picked: Filter) => {
    onPicked();
    navigate({ search: changedQuery(params, filterParams(picked)) }, { preventScrollReset: true });
  };
  const choose = (name: string) => {
    const chosen = dimensions.find((each) => each === name) ?? "all";
    setDimension(chosen);
    setSearch("");
    if (chosen === "all") pick({ dimension: "all", value: "" });
  };
  const found = data?.dimension === dimension ? data.values : [];
  return (
    <BlockStack gap="300">
      <Select
        label="Customers by"
        options={dimensions.map((each) => ({ value: each, label: filterNames[each] }))}
        value={dimension}
        onChange={choose}
      />
      {dimension !== "all" && (
        <>
          <TextField
            label={`Search: ${filterNames[dimension].toLowerCase()}`}
            autoComplete="off"
            value={search}
            onChange={setSearch}
            maxLength={255}
          />
          <div className={css.values} aria-busy={state !== "idle"}>
            <ActionList
              items={found.map(({ value, name, customers }) => ({
                content: valueWords(dimension, value, name),
                helpText: `${f.count(customers)} ${customers === 1 ? "customer" : "customers"}`,
                active: filter.dimension === dimension && filter.value === value,
                onAction: () => pick({ dimension, value }),
              }))}
            />
            <div role="status">
              {found.length === 0 && state === "idle" && data !== undefined && (
                <Text as="p" tone="subdued">
                  {search === "" ? "There is none yet." : `None is called “${search}”.`}
                </Text>
              )}
            </div>
          </div>
        </>
      )}
    </BlockStack>
  );
}

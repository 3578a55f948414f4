import { BlockStack, Text } from "@shopify/polaris";
import type { CustomerRow } from "../../insights/customers/customer-row.ts";
import type { CustomerInRange } from "../../insights/customers/customers-in-range.ts";
import type { GuestSales } from "../../insights/customers/guest-sales.ts";
import { changedQuery } from "../../lib/address.ts";
import type { AskedCustomers } from "../../lib/customer-query.ts";
import type { Names } from "../customer-name.tsx";
import { SearchField } from "../search-field.tsx";
import { useFormats } from "../use-formats.ts";
import { CustomerFilters } from "./customer-filters.tsx";
import css from "./customers.module.css";
import { CustomersTable } from "./customers-table.tsx";
import { groupWords } from "./group-words.ts";
import { GuestsLine } from "./guests-line.tsx";
import { RangeTable } from "./range-table.tsx";
import { type SearchAnswer, SearchNote } from "./search-answer.tsx";

export type CustomerListing =
  | {
      readonly kind: "all";
      readonly rows: readonly CustomerRow[];
      readonly total: number;
      readonly inOtherCurrencies: number;
      readonly guests: GuestSales;
    }
  | { readonly kind: "found"; readonly rows: readonly CustomerRow[]; readonly total: number; readonly answer: SearchAnswer }
  | {
      readonly kind: "range";
      readonly rows: readonly CustomerInRange[];
      readonly total: number;
      readonly guests: GuestSales;
      readonly compared: boolean;
    };

type Props = {
  readonly asked: AskedCustomers;
  readonly list: CustomerListing;
  readonly names: Promise<Names>;
  /** The page's address after the question mark. */
  readonly search: string;
  /** Whether figures to date are right. */
  readonly knowsAll: boolean;
};

/** The list that is asked for, and the guests beneath it. */
export function CustomerLists({ asked, list, names, search, knowsAll }: Props) {
  const f = useFormats();
  const exportHref = `/app/customers/export${changedQuery(new URLSearchParams(search), { page: null })}`;
  const { group, range, table } = asked;
  const tools = (
    <div className={css.toolbar}>
      <SearchField
        words={asked.kind === "found" ? asked.words : ""}
        label="Find a customer"
        placeholder="Name, e-mail or customer number"
        maxLength={255}
        dropped={["sort"]}
      />
      {asked.kind !== "found" && knowsAll && <CustomerFilters by={asked.kind} group={group} />}
    </div>
  );
  if (list.kind === "found") {
    return (
      <CustomersTable
        {...{ names, knowsAll, table }}
        {...(list.rows.length > 0 && { exportHref })}
        caption="Customers found"
        rows={list.rows}
        total={list.total}
        empty={
          list.answer === "told" || list.answer === "more"
            ? "Nobody fits. Try fewer letters, or a customer number."
            : "Nobody was looked for."
        }
      >
        {tools}
        <SearchNote answer={list.answer} />
      </CustomersTable>
    );
  }
  if (list.kind === "range") {
    return (
      <BlockStack gap="400">
        <RangeTable {...{ names, knowsAll, table, exportHref }} rows={list.rows} total={list.total} compared={list.compared}>
          {tools}
        </RangeTable>
        <GuestsLine guests={list.guests} when={`in these days (${f.days(range)})`} />
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="400">
      <CustomersTable
        {...{ names, knowsAll, exportHref }}
        table={group === "prospects" ? { ...table, sort: { column: "newest", descending: true } } : table}
        caption={group === null ? "All customers who have ordered" : groupWords[group].name}
        rows={list.rows}
        total={list.total}
        empty={group === null ? "No customer has ordered yet." : "Nobody is in this segment now."}
      >
        {tools}
        {group !== null && (
          <Text as="p" tone="subdued">
            {`${groupWords[group].who}. ${groupWords[group].todo}`}
          </Text>
        )}
        {list.inOtherCurrencies > 0 && (
          <Text as="p" tone="subdued">
            {`${f.count(list.inOtherCurrencies)} customers are left out: their last order was not in ${f.currency}. They are found by name or number.`}
          </Text>
        )}
      </CustomersTable>
      <GuestsLine guests={list.guests} when="to date" />
    </BlockStack>
  );
}

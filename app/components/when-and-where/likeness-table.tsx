import { BlockStack, Text } from "@shopify/polaris";
import type { LikenessRow } from "../../insights/breakdown/sales-by-likeness.ts";
import type { SalesLadder } from "../../insights/sales-ladder.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import { ChangeNote } from "../change-note.tsx";
import { ChoiceBar } from "../choice-bar.tsx";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { channelWords } from "../orders/order-words.ts";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { countryName, currencyName, regionName } from "./place-names.ts";

/** What the table can be divided by, as the address names it. */
export const divisions = [
  { id: "channel", name: "Channel", caption: "Sales by channel" },
  { id: "country", name: "Country", caption: "Sales by country" },
  { id: "region", name: "Region", caption: "Sales by region" },
  { id: "currency", name: "Currency", caption: "Sales by currency paid in" },
] as const;
export type Division = (typeof divisions)[number]["id"];

type Props = {
  readonly by: Division;
  readonly rows: readonly LikenessRow[];
  readonly table: TableQuery;
  readonly ladder: SalesLadder;
  readonly exportHref: string;
};

/** A range's sales, divided by one thing that orders are told apart by. */
export function LikenessTable({ by, rows, table, ladder, exportHref }: Props) {
  const f = useFormats();
  const division = divisions.find(({ id }) => id === by) ?? divisions[0];
  return (
    <DataTable
      caption={division.caption}
      columns={useColumns(division)}
      rows={rows}
      rowKey={({ value }) => value}
      table={table}
      total={rows[0]?.rows ?? (table.offset > 0 ? table.offset : 0)}
      exportHref={exportHref}
      empty="Nothing was sold in these days."
    >
      <BlockStack gap="200">
        <ChoiceBar param="by" choices={divisions} chosen={by} />
        <Text as="p" tone="subdued" numeric>
          {`All rows together: ${f.count(ladder.orders)} orders, ${f.money(ladder.netSales)} net sales, ${f.money(ladder.totalSales)} total sales.`}
        </Text>
      </BlockStack>
    </DataTable>
  );
}

function useColumns({ id, name }: (typeof divisions)[number]): Column<LikenessRow>[] {
  const f = useFormats();
  const named = (value: string) => {
    if (id === "channel") return channelWords(value);
    if (id === "currency") return currencyName(value, f.locale);
    if (value === "") return "No shipping address";
    return id === "country" ? countryName(value, f.locale) : regionName(value, f.locale);
  };
  const money = (now: string, before: string | null) => (
    <>
      {f.money(now)}
      {before !== null && (
        <div>
          <ChangeNote now={BigInt(now)} before={BigInt(before)} />
        </div>
      )}
    </>
  );
  return [
    // names of places may differ by a word between the server's language data and the browser's
    { key: "value", title: name, kind: "text", cell: ({ value }) => <span suppressHydrationWarning>{named(value)}</span> },
    { key: "orders", title: "Orders", kind: "number", sortable: true, formula: formulas.orders, cell: ({ orders }) => f.count(orders) },
    {
      ...{ key: "netSales", title: "Net sales", kind: "number", sortable: true, formula: formulas.netSales },
      cell: ({ netSales, netSalesBefore }) => money(netSales, netSalesBefore),
    },
    {
      ...{ key: "totalSales", title: "Total sales", kind: "number", sortable: true, wide: true, formula: formulas.totalSales },
      cell: ({ totalSales, totalSalesBefore }) => money(totalSales, totalSalesBefore),
    },
    {
      ...{ key: "share", title: "Share", kind: "number", wide: true, formula: formulas.share },
      cell: ({ share }) => (share === null ? "–" : f.rate(share)),
    },
    {
      ...{
        key: "averageOrderValue",
        title: "Average order",
        kind: "number",
        sortable: true,
        wide: true,
        formula: formulas.averageOrderValue,
      },
      cell: ({ averageOrderValue }) => (averageOrderValue === null ? "–" : f.money(averageOrderValue)),
    },
  ];
}

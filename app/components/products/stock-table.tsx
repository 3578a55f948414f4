import { Badge } from "@shopify/polaris";
import type { Stock } from "../../insights/products/stock.ts";
import { addDays } from "../../lib/calendar.ts";
import type { AskedStock } from "../../lib/product-query.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { SearchField } from "../search-field.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { ProductLink } from "./product-link.tsx";
import css from "./products.module.css";
import { StockFilter } from "./stock-filter.tsx";
import { DaysLeft, stockWords } from "./stock-words.tsx";
import { VariantName } from "./variant-name.tsx";

type Props = {
  readonly asked: AskedStock;
  readonly rows: readonly Stock[];
  readonly total: number;
  readonly today: string;
  readonly exportHref: string;
};

/** What is in stock of every variant, and how long it lasts. */
export function StockTable({ asked, rows, total, today, exportHref }: Props) {
  return (
    <DataTable
      caption="Stock"
      columns={useColumns(today)}
      rows={rows}
      rowKey={({ variantId }) => variantId}
      table={asked.table}
      total={total}
      exportHref={exportHref}
      empty={emptyWords(asked)}
    >
      <div className={css.toolbar}>
        <StockFilter asked={asked} />
        <SearchField words={asked.search} label="Product, variant or SKU" maxLength={200} />
      </div>
    </DataTable>
  );
}

function emptyWords({ search, runsOut, unsold }: AskedStock): string {
  if (search !== "") return `No variant has “${search}” in its name or SKU.`;
  if (runsOut !== null) return `Nothing runs out within ${runsOut} days at the rate at which it sells now.`;
  if (unsold !== null) return `Everything that is that old was sold within the last ${unsold} days.`;
  return "There are no products in the catalogue yet. They come in with the first sync.";
}

function useColumns(today: string): Column<Stock>[] {
  const f = useFormats();
  return [
    { key: "title", title: "Variant", kind: "text", sortable: true, cell: (row) => <Name row={row} /> },
    {
      key: "available",
      title: "Available",
      kind: "number",
      sortable: true,
      formula: formulas.available,
      cell: ({ tracked, available }) => stockWords(tracked, available, f),
    },
    {
      key: "onhand",
      title: "On hand",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.onHand,
      cell: ({ tracked, onHand }) => (tracked ? stockWords(tracked, onHand, f) : "–"),
    },
    {
      key: "rate",
      title: "Units a day",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.unitsADay,
      cell: ({ unitsADay }) => f.perDay(unitsADay),
    },
    {
      key: "left",
      title: "Days left",
      kind: "number",
      sortable: true,
      formula: formulas.daysLeft,
      cell: ({ daysLeft, tracked }) => <DaysLeft days={daysLeft} tracked={tracked} />,
    },
    {
      key: "out",
      title: "Runs out on",
      kind: "number",
      wide: true,
      cell: ({ daysLeft }) => (daysLeft === null || daysLeft > 3_650 ? "–" : f.day(addDays(today, daysLeft))),
    },
    {
      key: "sold",
      title: "Last sold",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.lastSold,
      cell: ({ lastSoldOn }) => (lastSoldOn === null ? "Never" : f.day(lastSoldOn)),
    },
  ];
}

function Name({ row }: { row: Stock }) {
  return (
    <div className={css.name}>
      <ProductLink id={row.productId}>{row.title}</ProductLink>
      <VariantName title={row.variantTitle} />{" "}
      {row.tracked && row.available !== null && row.available < 0 && <Badge tone="critical">Oversold</Badge>}
    </div>
  );
}

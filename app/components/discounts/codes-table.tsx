import { Text } from "@shopify/polaris";
import type { CodeRow } from "../../insights/discounts/sales-by-code.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import type { Formats } from "../format.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

type Props = {
  readonly rows: readonly CodeRow[];
  readonly table: TableQuery;
  readonly exportHref: string;
  /** Where older orders are out of reach it is not known who is new. */
  readonly knowsFirst: boolean;
};

/** What each code brought, a page of them. */
export function CodesTable({ rows, table, exportHref, knowsFirst }: Props) {
  const f = useFormats();
  return (
    <DataTable
      caption="Discount codes"
      columns={columnsOf(f, knowsFirst)}
      rows={rows}
      rowKey={({ code }) => code}
      table={table}
      total={rows[0]?.rows ?? (table.offset > 0 ? table.offset : 0)}
      exportHref={exportHref}
      empty="No order of these days bears a discount code."
    >
      <Text as="p" tone="subdued">
        An order with several codes counts under each of them: the rows do not add up. The line “With a code” above counts each order once.
      </Text>
    </DataTable>
  );
}

function columnsOf(f: Formats, knowsFirst: boolean): Column<CodeRow>[] {
  const amount = (value: string | null) => (value === null ? "–" : f.money(value));
  const orders = (code: string) => `/app/orders?${new URLSearchParams({ code })}`;
  const firstOrders: Column<CodeRow> = {
    ...{ key: "firstOrders", title: "New customers", kind: "number", sortable: true, wide: true, formula: formulas.firstOrders },
    cell: (row) => f.count(row.firstOrders),
  };
  return [
    { key: "code", title: "Code", kind: "text", sortable: true, cell: ({ code }) => <PageLink to={orders(code)}>{code}</PageLink> },
    { key: "orders", title: "Orders", kind: "number", sortable: true, formula: formulas.orders, cell: (row) => f.count(row.orders) },
    {
      ...{ key: "grossSales", title: "Gross sales", kind: "number", sortable: true, wide: true, formula: formulas.grossSales },
      cell: (row) => f.money(row.grossSales),
    },
    {
      key: "netSales",
      title: "Net sales",
      kind: "number",
      sortable: true,
      formula: formulas.netSales,
      cell: (row) => f.money(row.netSales),
    },
    {
      ...{ key: "discounts", title: "Discount given", kind: "number", sortable: true, wide: true, formula: formulas.discounts },
      cell: (row) => f.money(row.discounts),
    },
    {
      ...{ key: "averageDiscount", title: "Per order", kind: "number", sortable: true, wide: true, formula: formulas.averageDiscount },
      cell: (row) => amount(row.averageDiscount),
    },
    {
      ...{ key: "discountRate", title: "Rate", kind: "number", sortable: true, wide: true, formula: formulas.discountRate },
      cell: (row) => (row.discountRate === null ? "–" : f.rate(row.discountRate)),
    },
    ...(knowsFirst ? [firstOrders] : []),
  ];
}

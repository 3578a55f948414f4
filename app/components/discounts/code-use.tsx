import type { CodeUse } from "../../insights/discounts/with-and-without-code.ts";
import type { Column } from "../column.ts";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";

/** Orders with a code beside those without one: each order stands in one of the two rows. */
export function CodeUseTable({ rows, knowsFirst }: { rows: readonly CodeUse[]; knowsFirst: boolean }) {
  const f = useFormats();
  const amount = (value: string | null) => (value === null ? "–" : f.money(value));
  const firstOrders: Column<CodeUse> = {
    ...{ key: "firstOrders", title: "New customers", kind: "number", wide: true, formula: formulas.firstOrders },
    cell: (row) => f.count(row.firstOrders),
  };
  const columns: Column<CodeUse>[] = [
    { key: "withCode", title: "Orders", kind: "text", cell: ({ withCode }) => (withCode ? "With a code" : "Without a code") },
    { key: "orders", title: "Placed", kind: "number", cell: ({ orders }) => f.count(orders) },
    { key: "grossSales", title: "Gross sales", kind: "number", wide: true, cell: ({ grossSales }) => f.money(grossSales) },
    { key: "netSales", title: "Net sales", kind: "number", cell: ({ netSales }) => f.money(netSales) },
    { key: "discounts", title: "Discount given", kind: "number", wide: true, cell: ({ discounts }) => f.money(discounts) },
    { key: "averageDiscount", title: "Per order", kind: "number", wide: true, cell: ({ averageDiscount }) => amount(averageDiscount) },
    {
      ...{ key: "discountRate", title: "Rate", kind: "number", wide: true },
      cell: ({ discountRate }) => (discountRate === null ? "–" : f.rate(discountRate)),
    },
    {
      ...{ key: "averageOrderValue", title: "Average order", kind: "number", formula: formulas.averageOrderValue },
      cell: ({ averageOrderValue }) => amount(averageOrderValue),
    },
    ...(knowsFirst ? [firstOrders] : []),
  ];
  return (
    <DataTable
      caption="With and without a code"
      columns={columns}
      rows={rows}
      rowKey={({ withCode }) => String(withCode)}
      empty="No orders in these days."
    />
  );
}

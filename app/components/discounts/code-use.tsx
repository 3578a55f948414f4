import type { CodeUse } from "../../insights/discounts/with-and-without-code.ts";
import { decimalAmount } from "../../lib/money.ts";
import type { Column } from "../column.ts";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import { formulas } from "./formulas.ts";

/** Orders with a code beside those without one: each order stands in one of the two rows. */
export function CodeUseTable({ rows, knowsFirst }: { rows: readonly CodeUse[]; knowsFirst: boolean }) {
  const f = useFormats();
  const amount = (value: string | null) => (value === null ? "–" : f.money(value));
  const decimal = (value: string | null) => (value === null ? null : decimalAmount(value, f.currency));
  const unit = f.currency;
  const firstOrders: Column<CodeUse> = {
    ...{ key: "firstOrders", title: "New customers", kind: "number", wide: true, formula: formulas.firstOrders },
    value: (row) => row.firstOrders,
    cell: (row) => f.count(row.firstOrders),
  };
  const columns: Column<CodeUse>[] = [
    { key: "withCode", title: "Orders", kind: "text", value: words, cell: words },
    { key: "orders", title: "Placed", kind: "number", value: ({ orders }) => orders, cell: ({ orders }) => f.count(orders) },
    {
      ...{ key: "grossSales", title: "Gross sales", kind: "number", wide: true, unit },
      value: ({ grossSales }) => decimal(grossSales),
      cell: ({ grossSales }) => f.money(grossSales),
    },
    {
      ...{ key: "netSales", title: "Net sales", kind: "number", unit },
      value: ({ netSales }) => decimal(netSales),
      cell: ({ netSales }) => f.money(netSales),
    },
    {
      ...{ key: "discounts", title: "Discount given", kind: "number", wide: true, unit },
      value: ({ discounts }) => decimal(discounts),
      cell: ({ discounts }) => f.money(discounts),
    },
    {
      ...{ key: "averageDiscount", title: "Per order", kind: "number", wide: true, unit },
      value: ({ averageDiscount }) => decimal(averageDiscount),
      cell: ({ averageDiscount }) => amount(averageDiscount),
    },
    {
      ...{ key: "discountRate", title: "Rate", kind: "number", wide: true },
      value: ({ discountRate }) => discountRate,
      cell: ({ discountRate }) => (discountRate === null ? "–" : f.rate(discountRate)),
    },
    {
      ...{ key: "averageOrderValue", title: "Average order", kind: "number", formula: formulas.averageOrderValue, unit },
      value: ({ averageOrderValue }) => decimal(averageOrderValue),
      cell: ({ averageOrderValue }) => amount(averageOrderValue),
    },
    ...(knowsFirst ? [firstOrders] : []),
  ];
  return (
    <WholeTable
      caption="With and without a code"
      columns={columns}
      rows={rows}
      rowKey={({ withCode }) => String(withCode)}
      empty="No orders in these days."
    />
  );
}

function words({ withCode }: CodeUse): string {
  return withCode ? "With a code" : "Without a code";
}

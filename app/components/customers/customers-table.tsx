import type { ReactNode } from "react";
import type { CustomerRow } from "../../insights/customers/customer-row.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import type { Column } from "../column.ts";
import type { Names } from "../customer-name.tsx";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { CustomerCell } from "./customer-cell.tsx";
import { formulas } from "./formulas.ts";
import { groupWords } from "./group-words.ts";

type Props = {
  readonly caption: string;
  readonly rows: readonly CustomerRow[];
  readonly total: number;
  readonly table?: TableQuery | undefined;
  readonly names: Promise<Names>;
  readonly exportHref?: string | undefined;
  /** Whether figures to date are right: otherwise they are left out. */
  readonly knowsAll: boolean;
  readonly empty: string;
  readonly children?: ReactNode;
};

/** Customers with their figures to date. */
export function CustomersTable({ table, exportHref, names, knowsAll, ...rest }: Props) {
  return (
    <DataTable
      columns={useColumns(names, knowsAll, table !== undefined)}
      rowKey={({ customerId }) => customerId}
      {...(table ? { table } : {})}
      {...(exportHref ? { exportHref } : {})}
      {...rest}
    />
  );
}

function useColumns(names: Promise<Names>, knowsAll: boolean, sortable: boolean): Column<CustomerRow>[] {
  const f = useFormats();
  const money = (minor: string | null, currency: string | null) => (minor === null ? "–" : f.moneyIn(minor, currency ?? f.currency));
  const customer: Column<CustomerRow> = {
    key: "customer",
    title: "Customer",
    kind: "text",
    cell: (row) => <CustomerCell row={row} names={names} withGroup={knowsAll} />,
  };
  const last: Column<CustomerRow> = {
    key: "last",
    title: "Last order",
    kind: "number",
    sortable,
    wide: true,
    cell: ({ lastOrderOn }) => (lastOrderOn === null ? "–" : f.day(lastOrderOn)),
  };
  if (!knowsAll) return [customer, last];
  return [
    customer,
    {
      key: "segment",
      title: "Segment",
      kind: "text",
      wide: true,
      formula: formulas.segment,
      cell: ({ group }) => (group === null ? "–" : groupWords[group].name),
    },
    {
      key: "net",
      title: "Lifetime value",
      kind: "number",
      sortable,
      formula: formulas.lifetimeValue,
      cell: ({ netSales, currency }) => money(netSales, currency),
    },
    { key: "orders", title: "Orders", kind: "number", sortable, formula: formulas.orders, cell: ({ orders }) => f.count(orders) },
    {
      key: "average",
      title: "Average order",
      kind: "number",
      sortable,
      wide: true,
      formula: formulas.averageOrderValue,
      cell: ({ averageOrderValue, currency }) => money(averageOrderValue, currency),
    },
    {
      key: "first",
      title: "First order",
      kind: "number",
      sortable,
      wide: true,
      cell: ({ firstOrderOn }) => (firstOrderOn === null ? "–" : f.day(firstOrderOn)),
    },
    last,
    {
      key: "days",
      title: "Days since",
      kind: "number",
      sortable,
      wide: true,
      formula: formulas.daysSince,
      cell: ({ daysSince }) => (daysSince === null ? "–" : f.count(daysSince)),
    },
  ];
}

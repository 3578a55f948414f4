import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { CustomerInRange } from "../../insights/customers/customers-in-range.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import { ChangeNote } from "../change-note.tsx";
import type { Column } from "../column.ts";
import type { Names } from "../customer-name.tsx";
import { DataTable } from "../data-table.tsx";
import { useFormats } from "../use-formats.ts";
import { CustomerCell } from "./customer-cell.tsx";
import { formulas } from "./formulas.ts";
import { groupWords } from "./group-words.ts";

type Props = {
  readonly rows: readonly CustomerInRange[];
  readonly total: number;
  readonly table: TableQuery;
  readonly names: Promise<Names>;
  readonly exportHref: string;
  readonly knowsAll: boolean;
  readonly compared: boolean;
  readonly children?: ReactNode;
};

/** Customers who ordered in the range, with what they brought in it. */
export function RangeTable({ names, knowsAll, compared, ...rest }: Props) {
  return (
    <DataTable
      caption="Customers who ordered in the range"
      columns={useColumns(names, knowsAll, compared)}
      rowKey={({ customerId }) => customerId}
      empty="No customer ordered on these days. Choose a longer range, or all customers."
      {...rest}
    />
  );
}

function useColumns(names: Promise<Names>, knowsAll: boolean, compared: boolean): Column<CustomerInRange>[] {
  const f = useFormats();
  const columns: (Column<CustomerInRange> | false)[] = [
    {
      key: "customer",
      title: "Customer",
      kind: "text",
      cell: (row) => <CustomerCell row={row} names={names} withGroup={knowsAll} />,
    },
    knowsAll && {
      key: "segment",
      title: "Segment",
      kind: "text",
      wide: true,
      formula: formulas.segment,
      cell: ({ group }) => (group === null ? "–" : groupWords[group].name),
    },
    {
      key: "net",
      title: "Net sales",
      kind: "number",
      sortable: true,
      formula: formulas.rangeNetSales,
      cell: ({ rangeNetSales, netSalesBefore }) => (
        <>
          {f.money(rangeNetSales)}
          {netSalesBefore !== null && (
            <Text as="p" variant="bodySm">
              <ChangeNote now={BigInt(rangeNetSales)} before={BigInt(netSalesBefore)} isJudged />
            </Text>
          )}
        </>
      ),
    },
    compared && {
      key: "before",
      title: "Before",
      kind: "number",
      wide: true,
      formula: formulas.netSalesBefore,
      cell: ({ netSalesBefore }) => (netSalesBefore === null ? "–" : f.money(netSalesBefore)),
    },
    {
      key: "orders",
      title: "Orders",
      kind: "number",
      sortable: true,
      formula: formulas.rangeOrders,
      cell: ({ rangeOrders }) => f.count(rangeOrders),
    },
    {
      key: "average",
      title: "Average order",
      kind: "number",
      sortable: true,
      wide: true,
      formula: formulas.averageOrderValue,
      cell: ({ rangeAverageOrderValue }) => f.money(rangeAverageOrderValue),
    },
    knowsAll && {
      key: "ever",
      title: "Lifetime value",
      kind: "number",
      wide: true,
      formula: formulas.lifetimeValue,
      cell: ({ netSales, currency }) => (netSales === null ? "–" : f.moneyIn(netSales, currency ?? f.currency)),
    },
    knowsAll && {
      key: "last",
      title: "Last order",
      kind: "number",
      wide: true,
      cell: ({ lastOrderOn }) => (lastOrderOn === null ? "–" : f.day(lastOrderOn)),
    },
  ];
  return columns.filter((column) => column !== false);
}

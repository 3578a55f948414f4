import { Text } from "@shopify/polaris";
import type { OrderRow } from "../../insights/orders/order-list.ts";
import { localDay } from "../../lib/local-day.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import type { Column } from "../column.ts";
import { CustomerName, type Names } from "../customer-name.tsx";
import { DataTable } from "../data-table.tsx";
import { PageLink } from "../page-link.tsx";
import tables from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { formulas } from "./formulas.ts";
import { OrderBadges } from "./order-badges.tsx";
import { channelWords } from "./order-words.ts";
import css from "./orders.module.css";

type Props = {
  readonly rows: readonly OrderRow[];
  readonly total: number;
  readonly table: TableQuery;
  readonly names: Promise<Names>;
  readonly exportHref: string;
  /** Where older orders are out of reach it is not known who is new. */
  readonly knowsFirst: boolean;
  readonly children?: React.ReactNode;
};

/** The orders that the filters leave, a page of them. */
export function OrdersTable({ rows, total, table, names, exportHref, knowsFirst, children }: Props) {
  return (
    <DataTable
      caption="Orders"
      columns={useColumns(names, knowsFirst)}
      rows={rows}
      rowKey={({ orderId }) => orderId}
      table={table}
      total={total}
      exportHref={exportHref}
      empty="No order is like that. Take a filter away, or choose other dates."
    >
      {children}
    </DataTable>
  );
}

function useColumns(names: Promise<Names>, knowsFirst: boolean): Column<OrderRow>[] {
  const f = useFormats();
  const customer = (row: OrderRow) => <Customer of={row} names={names} knowsFirst={knowsFirst} />;
  return [
    {
      key: "name",
      title: "Order",
      kind: "text",
      cell: (row) => (
        <>
          <span className={css.firm}>
            <PageLink to={`/app/orders/${row.orderId}`}>{row.name}</PageLink>
          </span>
          <span className={tables.narrow}>
            <Text as="span" variant="bodySm" tone="subdued">
              {f.day(localDay(new Date(row.placedAt), f.timeZone))}
            </Text>
          </span>
          <div className={css.beneath}>{customer(row)}</div>
        </>
      ),
    },
    {
      key: "placed",
      title: "Placed",
      kind: "text",
      sortable: true,
      wide: true,
      cell: ({ placedAt }) => (
        <>
          <span className={css.firm}>{`${f.day(localDay(new Date(placedAt), f.timeZone))},`}</span>{" "}
          <span className={css.firm}>{f.time(placedAt)}</span>
        </>
      ),
    },
    { key: "customer", title: "Customer", kind: "text", formula: formulas.kind, wide: true, cell: customer },
    { key: "status", title: "Status", kind: "text", cell: (row) => <OrderBadges of={row} /> },
    { key: "channel", title: "Channel", kind: "text", wide: true, cell: ({ channel }) => channelWords(channel) },
    { key: "units", title: "Units", kind: "number", formula: formulas.units, wide: true, cell: ({ units }) => f.count(units) },
    {
      key: "original",
      title: "Original total",
      kind: "number",
      formula: formulas.originalTotal,
      wide: true,
      cell: ({ originalTotal, currency }) => f.moneyIn(originalTotal, currency),
    },
    {
      key: "total",
      title: "Current total",
      kind: "number",
      sortable: true,
      formula: formulas.currentTotal,
      cell: ({ currentTotal, currency }) => f.moneyIn(currentTotal, currency),
    },
    {
      key: "net",
      title: "Net sales",
      kind: "number",
      sortable: true,
      formula: formulas.netSales,
      wide: true,
      cell: ({ netSales, currency }) => f.moneyIn(netSales, currency),
    },
  ];
}

/** Who ordered, and which of their orders it is. */
function Customer({ of: { customerId, place }, names, knowsFirst }: { of: OrderRow } & Pick<Props, "names" | "knowsFirst">) {
  const f = useFormats();
  if (customerId === null) {
    return (
      <Text as="span" tone="subdued">
        Guest
      </Text>
    );
  }
  return (
    <>
      <PageLink to={`/app/customers/${customerId}`}>
        <CustomerName id={customerId} names={names} />
      </PageLink>
      {place !== null && knowsFirst && (
        <Text as="p" variant="bodySm" tone="subdued">
          {place === 1 ? "First order" : `Order no. ${f.count(place)}`}
        </Text>
      )}
    </>
  );
}

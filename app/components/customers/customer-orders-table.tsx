import { Badge, Text } from "@shopify/polaris";
import type { CustomerOrder } from "../../insights/customers/customer-orders.ts";
import type { TableQuery } from "../../lib/table-query.ts";
import { DataTable } from "../data-table.tsx";
import { statusWords } from "../orders/order-words.ts";
import { PageLink } from "../page-link.tsx";
import { useFormats } from "../use-formats.ts";

type Props = {
  readonly rows: readonly CustomerOrder[];
  readonly total: number;
  readonly table: TableQuery;
  readonly exportHref: string;
  readonly knowsFirst: boolean;
};

/** The orders of one customer, a page of them. */
export function CustomerOrdersTable({ rows, total, table, exportHref, knowsFirst }: Props) {
  const f = useFormats();
  const placeOf = (place: number | null) => (place === null ? "Gift cards only" : knowsFirst ? `No. ${f.count(place)}` : null);
  return (
    <DataTable
      caption="Orders"
      columns={[
        {
          key: "name",
          title: "Order",
          kind: "text",
          cell: (row: CustomerOrder) => (
            <>
              <PageLink to={`/app/orders/${row.orderId}`}>{row.name}</PageLink>
              <Text as="p" variant="bodySm" tone="subdued">
                {placeOf(row.place)}
              </Text>
            </>
          ),
        },
        { key: "placed", title: "Placed", kind: "text", sortable: true, cell: ({ day }) => f.day(day) },
        { key: "status", title: "Status", kind: "text", wide: true, cell: (row) => <Status of={row} /> },
        { key: "units", title: "Units", kind: "number", sortable: true, wide: true, cell: ({ units }) => f.count(units) },
        { key: "net", title: "Net sales", kind: "number", sortable: true, cell: ({ netSales, currency }) => f.moneyIn(netSales, currency) },
        {
          key: "total",
          title: "Order total",
          kind: "number",
          sortable: true,
          wide: true,
          cell: ({ orderTotal, currency }) => f.moneyIn(orderTotal, currency),
        },
      ]}
      rows={rows}
      rowKey={({ orderId }) => orderId}
      table={table}
      total={total}
      exportHref={exportHref}
      empty="No order of theirs is stored."
    />
  );
}

function Status({ of: { cancelled, financialStatus, fulfillmentStatus } }: { of: CustomerOrder }) {
  if (cancelled) return <Badge>Cancelled</Badge>;
  return (
    <>
      {[financialStatus, fulfillmentStatus]
        .filter((status) => status !== null)
        .map(statusWords)
        .join(", ")}
    </>
  );
}

import { Badge, InlineStack, Text } from "@shopify/polaris";
import { localDay } from "../../lib/local-day.ts";
import { decimalAmount } from "../../lib/money.ts";
import { StatusBadge } from "../orders/order-badges.tsx";
import { statusWords } from "../orders/order-words.ts";
import { PageLink } from "../page-link.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import { WholeTable } from "../whole-table.tsx";
import type { Figures } from "./overview-view.ts";

type Order = Figures["orders"][number];

const orderTotal = {
  name: "Total",
  formula: "What the order stands at now, in its own currency",
  words: "Goods, shipping, duties, fees and tax, after edits and returns of any day.",
};

/** The orders that were placed last, with what they stand at now. */
export function RecentOrders({ figures: { orders, today } }: { figures: Figures }) {
  const f = useFormats();
  const placed = ({ placedAt }: Order) => {
    const instant = new Date(placedAt);
    return f.instant(instant, localDay(instant, f.timeZone).slice(0, 4) === today.slice(0, 4) ? "no year" : "year");
  };
  return (
    <WholeTable
      caption="Recent orders"
      columns={[
        {
          key: "order",
          title: "Order",
          kind: "text",
          value: ({ name }) => name,
          cell: (order: Order) => <Name of={order} placed={placed(order)} />,
        },
        {
          key: "placed",
          title: "Placed",
          kind: "text",
          wide: true,
          value: ({ placedAt }) => placedAt,
          cell: (order) => (
            <Text as="span" tone="subdued">
              {placed(order)}
            </Text>
          ),
        },
        { key: "status", title: "Status", kind: "text", value: statusOf, cell: (order) => <Statuses of={order} /> },
        {
          key: "total",
          title: "Total",
          kind: "number",
          formula: orderTotal,
          value: ({ total, currency }) => decimalAmount(total, currency),
          cell: ({ total, currency }) => f.moneyIn(total, currency),
        },
      ]}
      rows={orders}
      rowKey={({ orderId }) => orderId}
      empty="No order was placed in these days."
    />
  );
}

/** An order's name; on a phone with when it was placed beneath. */
function Name({ of: { orderId, name }, placed }: { of: Order; placed: string }) {
  return (
    <>
      <Text as="span" fontWeight="medium">
        <PageLink to={`/app/orders/${orderId}`}>{name}</PageLink>
      </Text>
      <span className={css.narrow}>
        <Text as="span" variant="bodySm" tone="subdued">
          {placed}
        </Text>
      </span>
    </>
  );
}

function statusOf({ cancelled, financialStatus, fulfillmentStatus }: Order): string {
  if (cancelled) return "Cancelled";
  return [financialStatus, fulfillmentStatus]
    .filter((status) => status !== null)
    .map(statusWords)
    .join(", ");
}

function Statuses({ of: { cancelled, financialStatus, fulfillmentStatus } }: { of: Order }) {
  if (cancelled) return <Badge>Cancelled</Badge>;
  return (
    <InlineStack gap="100">
      {financialStatus !== null && <StatusBadge of={financialStatus} />}
      <StatusBadge of={fulfillmentStatus} />
    </InlineStack>
  );
}

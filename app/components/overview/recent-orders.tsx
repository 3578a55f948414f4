import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { localDay } from "../../lib/local-day.ts";
import { NumberHead } from "../number-head.tsx";
import { PageLink } from "../page-link.tsx";
import css from "../tables.module.css";
import { useFormats } from "../use-formats.ts";
import type { Figures } from "./overview-view.ts";

type Order = Figures["orders"][number];

const ORDER_TOTAL = {
  name: "Total",
  formula: "What the order stands at now, in its own currency",
  words: "Goods, shipping, duties, fees and tax, after edits and returns of any day.",
};
const settled = new Set(["PAID", "FULFILLED"]);
const waiting = new Set(["PENDING", "AUTHORIZED", "PARTIALLY_PAID", "UNFULFILLED", "ON_HOLD", "OPEN"]);

/** The orders that were placed last, with what they stand at now. */
export function RecentOrders({ figures: { orders, today } }: { figures: Figures }) {
  const f = useFormats();
  const placed = ({ placedAt }: Order) => {
    const instant = new Date(placedAt);
    return f.instant(instant, localDay(instant, f.timeZone).slice(0, 4) === today.slice(0, 4) ? "no year" : "year");
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Recent orders
        </Text>
        {orders.length === 0 ? (
          <Text as="p" tone="subdued">
            No order was placed in these days.
          </Text>
        ) : (
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col" className={css.wide}>
                  Placed
                </th>
                <th scope="col">Status</th>
                <NumberHead of={ORDER_TOTAL}>Total</NumberHead>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.orderId}>
                  <th scope="row" className={css.name}>
                    <Text as="span" fontWeight="medium">
                      <PageLink to={`/app/orders/${order.orderId}`}>{order.name}</PageLink>
                    </Text>
                    <span className={css.narrow}>
                      <Text as="span" variant="bodySm" tone="subdued">
                        {placed(order)}
                      </Text>
                    </span>
                  </th>
                  <td className={css.wide}>
                    <Text as="span" tone="subdued">
                      {placed(order)}
                    </Text>
                  </td>
                  <td>
                    <Statuses order={order} />
                  </td>
                  <td className={css.number}>{f.moneyIn(order.total, order.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </Card>
  );
}

function Statuses({ order: { cancelled, financialStatus, fulfillmentStatus } }: { order: Order }) {
  if (cancelled) return <Badge>Cancelled</Badge>;
  return (
    <InlineStack gap="100">
      {financialStatus === null ? null : <Status of={financialStatus} />}
      <Status of={fulfillmentStatus} />
    </InlineStack>
  );
}

function Status({ of }: { of: string }) {
  const words = of.toLowerCase().replaceAll("_", " ");
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  if (settled.has(of)) return <Badge progress="complete">{text}</Badge>;
  if (waiting.has(of)) {
    return (
      <Badge tone="attention" progress="incomplete">
        {text}
      </Badge>
    );
  }
  return <Badge progress="partiallyComplete">{text}</Badge>;
}

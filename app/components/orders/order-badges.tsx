import { Badge, InlineStack } from "@shopify/polaris";
import type { OrderRow } from "../../insights/orders/order-list.ts";
import { statusWords } from "./order-words.ts";

const settled = new Set(["PAID", "FULFILLED", "FULFILLMENT_NOT_REQUIRED"]);
const waiting = new Set(["PENDING", "AUTHORIZED", "PARTIALLY_PAID", "UNFULFILLED", "ON_HOLD", "OPEN"]);

/** What an order's badges tell; its standing is null while it has not been reckoned with. */
export type Statuses = Pick<OrderRow, "financialStatus" | "fulfillmentStatus" | "cancelled" | "edited" | "returned"> & {
  readonly standing: OrderRow["standing"] | null;
};

/** Where an order stands: that it counts nowhere or was cancelled, its payment, its fulfillment, and what was changed on it. */
export function OrderBadges({ of: { standing, cancelled, financialStatus, fulfillmentStatus, edited, returned } }: { of: Statuses }) {
  return (
    <InlineStack gap="100">
      {standing === "deleted" && <Badge tone="critical">Deleted</Badge>}
      {standing === "test" && <Badge tone="info">Test</Badge>}
      {standing === "gift_cards" && <Badge tone="info">Gift cards only</Badge>}
      {cancelled && <Badge>Cancelled</Badge>}
      {financialStatus !== null && <StatusBadge of={financialStatus} />}
      {!cancelled && <StatusBadge of={fulfillmentStatus} />}
      {edited && <Badge>Edited</Badge>}
      {returned && !cancelled && <Badge>Returned</Badge>}
    </InlineStack>
  );
}

/** A status of payment or fulfillment, with a sign of how far it has come. */
export function StatusBadge({ of }: { of: string }) {
  if (settled.has(of)) return <Badge progress="complete">{statusWords(of)}</Badge>;
  if (waiting.has(of)) {
    return (
      <Badge tone="attention" progress="incomplete">
        {statusWords(of)}
      </Badge>
    );
  }
  return <Badge progress="partiallyComplete">{statusWords(of)}</Badge>;
}

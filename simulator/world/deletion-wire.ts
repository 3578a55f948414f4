import type { TradeEvent } from "./events.ts";
import type { Wire } from "./wire.ts";

/** What became of a record, as the query root's `events` tell it: that it was destroyed, and when. Null for all other events. */
export function deletionWire(event: TradeEvent, place: number): Wire | null {
  const subject = subjectOf(event);
  if (subject === null) return null;
  const [type, id] = subject;
  return {
    __typename: "BasicEvent",
    id: `gid://shopify/BasicEvent/${place + 1}`,
    action: "destroy",
    createdAt: event.at,
    subjectId: `gid://shopify/${type}/${id}`,
    subjectType: type.toUpperCase(),
    subject: null,
    message: `${type} was deleted.`,
    appTitle: null,
    attributeToApp: false,
    attributeToUser: true,
    criticalAlert: false,
    hasAdditionalContent: false,
  };
}

function subjectOf(event: TradeEvent): readonly [type: string, id: string] | null {
  switch (event.type) {
    case "order_deleted":
      return ["Order", event.orderId];
    case "customer_deleted":
      return ["Customer", event.customerId];
    case "product_deleted":
      return ["Product", event.productId];
    default:
      return null;
  }
}

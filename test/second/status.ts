import { sum } from "./plain.ts";
import type { Order } from "./trade.ts";

/** As the Admin API shows them: what was paid, and what of it went back. */
export function statusOf({ record: { paid, cancelledAt, currentTotal, deals, fulfilled } }: Order) {
  const wentBack = deals.some(({ event }) => event.type === "order_returned" || event.type === "order_cancelled");
  const ofPaid = wentBack ? (currentTotal <= 0 ? "REFUNDED" : "PARTIALLY_REFUNDED") : "PAID";
  return {
    financialStatus: paid ? ofPaid : cancelledAt ? "VOIDED" : "PENDING",
    fulfillmentStatus: fulfilled ? "FULFILLED" : "UNFULFILLED",
  };
}

/** Units sold less those that came back. */
export function unitsOf({ rows }: Order): number {
  return sum(rows, ({ unitsSold, unitsReturned }) => unitsSold - unitsReturned);
}

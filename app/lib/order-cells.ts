import type { Cell } from "./csv-text.ts";
import { localTime } from "./local-time.ts";
import { decimalAmount } from "./money.ts";

/** A row of the list of orders, as much of it as a file tells. */
export type OrderOfFile = {
  readonly name: string;
  readonly placedAt: string;
  readonly customerId: string | null;
  readonly place: number | null;
  readonly standing: string;
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: string;
  readonly cancelled: boolean;
  readonly closed: boolean;
  readonly edited: boolean;
  readonly returned: boolean;
  readonly channel: string | null;
  readonly units: number;
  readonly originalTotal: string;
  readonly currentTotal: string;
  readonly netSales: string;
  readonly currency: string;
};

export const orderHeads = [
  ...["Order", "Placed at", "Customer", "Customer ID", "Customer's order no.", "Counts as", "Payment", "Fulfillment"],
  ...["Cancelled", "Archived", "Edited", "Returned", "Channel", "Units", "Original total", "Current total", "Net sales", "Currency"],
];

const standings: Readonly<Record<string, string>> = {
  sale: "order",
  gift_cards: "gift cards only",
  test: "nothing: test",
  deleted: "nothing: deleted",
};

/** An order as a line of a CSV file; instants by the shop's clock. `knowsPlace`: whether it is known which order of its customer it is. */
export function orderCells(order: OrderOfFile, customer: string | null, timeZone: string, knowsPlace = true): Cell[] {
  const amounts = [order.originalTotal, order.currentTotal, order.netSales].map((amount) => decimalAmount(amount, order.currency));
  const { customerId, place, financialStatus, fulfillmentStatus, channel, units, currency } = order;
  return [
    ...[order.name, localTime(order.placedAt, timeZone), customer ?? (customerId === null ? "Guest" : null), customerId],
    ...[knowsPlace ? place : null, standings[order.standing] ?? order.standing, financialStatus, fulfillmentStatus],
    ...[order.cancelled, order.closed, order.edited, order.returned].map((is) => (is ? "yes" : "no")),
    ...[channel, units, ...amounts, currency],
  ];
}

import { grouped, monthOf, sum } from "./plain.ts";
import type { Order, Row, Trade } from "./trade.ts";

/** A customer with orders that count, the oldest first, and all rows of theirs, those of gift cards alone included. */
export type Buyer = {
  readonly id: string;
  readonly orders: readonly Order[];
  readonly rows: readonly Row[];
  /** The month of the first order. */
  readonly cohort: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly net: number;
  /** What the orders were worth as they were placed. */
  readonly orderValue: number;
};

export function buyersOf(trade: Trade): Buyer[] {
  const rows = grouped(trade.rows, ({ order }) => order.customerId);
  const placed = trade.orders.filter(({ place }) => place !== null);
  return [...grouped(placed, ({ customerId }) => customerId ?? "")].map(([id, orders]) => {
    const inOrder = [...orders].sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
    const own = rows.get(id) ?? [];
    const days = inOrder.map(({ day }) => day);
    const [firstOn, lastOn] = [days[0] ?? "", days.reduce((last, day) => (day > last ? day : last), "")];
    const ofOrders = own.filter(({ isOfOrder }) => isOfOrder);
    const orderValue = sum(ofOrders, ({ gross, discounts }) => gross - discounts);
    return { id, orders: inOrder, rows: own, cohort: monthOf(firstOn), firstOn, lastOn, net: sum(own, (row) => row.net), orderValue };
  });
}

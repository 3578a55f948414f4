import { historyOf } from "../../simulator/world/movements.ts";
import { money } from "./plain.ts";
import { statusOf, unitsOf } from "./status.ts";
import { namesOf, type Order, type Trade } from "./trade.ts";

/** An order as the list of orders shows it, and what else it can be found by. */
export type Listed = ReturnType<typeof listed>;

export function listedOrders(trade: Trade): Listed[] {
  return trade.orders.map((order) => listed(trade, order));
}

export function deletedOrders(trade: Trade): Listed[] {
  return trade.deleted.map((order) => listed(trade, order)).map((order) => ({ ...order, row: { ...order.row, standing: "deleted" } }));
}

/** `products`: those of any line of the order, also of one that was taken off. */
function listed({ shop }: Trade, order: Order) {
  const { record, rows } = order;
  const lines = historyOf(record.placed, record.deals).lines.map(({ line }) => namesOf(shop, line).productId);
  return {
    row: {
      orderId: order.id,
      name: order.name,
      day: order.day,
      placedAt: new Date(order.at).toISOString(),
      customerId: order.customerId,
      place: order.place,
      standing: standingOf(order),
      ...statusOf(order),
      cancelled: record.cancelledAt !== null,
      closed: record.closedAt !== null,
      edited: isEdited(order),
      returned: isReturned(order),
      channel: order.channel,
      units: unitsOf(order),
      originalTotal: String(record.originalTotal),
      currentTotal: String(record.currentTotal),
      netSales: money(rows, ({ net }) => net),
      currency: record.currency,
    },
    tags: lower(order.tags),
    codes: lower(order.codes),
    products: [...new Set(lines.flatMap((id) => (id === null ? [] : [id])))],
  };
}

export function standingOf({ test, counts }: Order): "test" | "sale" | "gift_cards" | "deleted" {
  return test ? "test" : counts ? "sale" : "gift_cards";
}

export function isEdited({ record: { deals } }: Order): boolean {
  return deals.some(({ event }) => event.type === "order_edited");
}

export function isReturned({ rows }: Order): boolean {
  return rows.some(({ lineType, action }) => lineType === "PRODUCT" && action === "RETURN");
}

function lower(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.toLowerCase()))];
}

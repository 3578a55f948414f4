import type { BoughtLine, OrderPlaced, UnitsBack } from "../events.ts";
import { taxOf } from "./baskets.ts";
import type { Chance } from "./chance.ts";
import type { Place } from "./people.ts";
import { type Shelf, timed } from "./shelf.ts";
import { DAY_MS, HOUR_MS, type Timed } from "./timed.ts";

/** An order as it was placed, and what its aftermath needs to know of it. */
export type PlacedOrder = {
  readonly placed: OrderPlaced;
  readonly atMs: number;
  readonly day: number;
  readonly place: Place;
  readonly shelf: Shelf;
};

/** What becomes of an order: most are sent and closed; some are edited, returned, exchanged, cancelled, or made good. */
export function* aftermathOf(order: PlacedOrder, chance: Chance): Generator<Timed> {
  const { placed, atMs } = order;
  const { orderId } = placed;
  const fate = chance.next();
  if (fate < 0.017) {
    yield timed(atMs + chance.between(1, 40) * HOUR_MS, { type: "order_cancelled", orderId });
    return;
  }
  if (fate < 0.0175) {
    yield timed(atMs + 5 * DAY_MS, { type: "order_deleted", orderId });
    return;
  }
  if (placed.paid === false && chance.of(0.85))
    yield timed(atMs + chance.between(5, 24) * DAY_MS, { type: "order_changed", orderId, paid: true });
  if (!placed.fulfilled)
    yield timed(atMs + chance.between(26, 90) * HOUR_MS, { type: "order_changed", orderId, fulfilled: true, closed: true });
  if (fate < 0.035) yield edit(order, chance);
  else if (fate < 0.115) yield* comeBack(order, chance);
  else if (fate < 0.125) yield goodwill(order, chance);
  else if (fate < 0.132 && placed.shipping) yield* shippingBack(order, chance);
}

function edit({ placed, atMs, day, place, shelf }: PlacedOrder, chance: Chance): Timed {
  const { orderId } = placed;
  const at = atMs + chance.between(1, 20) * HOUR_MS;
  const line = chance.pick(placed.lines);
  const kind = line.giftCard ? 0.5 : chance.next();
  const included = placed.taxesIncluded ?? false;
  if (kind < 0.4)
    return timed(at, {
      type: "order_edited",
      orderId,
      increased: [{ lineId: line.id, by: 1, tax: taxOf(line.unitPrice, place.taxRate, included) }],
    });
  if (kind < 0.65) {
    const added = shelf.line(shelf.draw(day, chance), 1, day, chance);
    return timed(at, { type: "order_edited", orderId, added: [{ ...added, tax: taxOf(added.unitPrice, place.taxRate, included) }] });
  }
  if (kind < 0.9) return timed(at, { type: "order_edited", orderId, reduced: [{ lineId: line.id, quantity: 1 }] });
  return timed(at, { type: "order_edited", orderId, correction: { lineId: line.id, amount: -Math.round(line.unitPrice / 10), tax: 0 } });
}

function* comeBack({ placed, atMs, day, place, shelf }: PlacedOrder, chance: Chance): Generator<Timed> {
  const { orderId, shipping, taxesIncluded = false } = placed;
  const lines = chosen(placed.lines, chance);
  if (lines.length === 0) return;
  const at = atMs + chance.between(6, 34) * DAY_MS + chance.between(0, 9) * HOUR_MS;
  const kind = chance.next();
  const back = { type: "order_returned", as: chance.of(0.6) ? "return" : "refund", orderId, lines, restocked: chance.of(0.8) } as const;
  if (kind < 0.14) {
    yield timed(at, { ...back, as: "return", restockingFee: { amount: chance.pick([500, 750, 1_000]) } });
  } else if (kind < 0.28) {
    const old = placed.lines.find(({ id }) => id === lines[0]?.lineId);
    const item = shelf.items.find(({ productId }) => productId === old?.productId) ?? shelf.draw(day, chance);
    const other = shelf.line(item, 1, day, chance);
    yield timed(at, { ...back, as: "return", exchange: [{ ...other, tax: taxOf(other.unitPrice, place.taxRate, taxesIncluded) }] });
  } else if (kind < 0.36) {
    const held = chance.between(3, 12) * 100;
    yield timed(at, { ...back, as: "return", adjustment: { amount: held } });
    yield timed(at + 2 * DAY_MS, { type: "order_returned", as: "refund", orderId, adjustment: { amount: -held } });
  } else if (kind < 0.44 && shipping && !shipping.discount) {
    yield timed(at, { ...back, as: "refund", shipping: { amount: shipping.amount, tax: shipping.tax ?? 0 } });
  } else if (kind < 0.54 && lines.length > 1) {
    yield timed(at, { ...back, lines: lines.slice(0, 1) });
    yield timed(at + chance.between(1, 6) * DAY_MS, { ...back, lines: lines.slice(1) });
  } else yield timed(at, back);
}

function goodwill({ placed, atMs }: PlacedOrder, chance: Chance): Timed {
  const worth = placed.lines.reduce((sum, { unitPrice, quantity, discount }) => sum + unitPrice * quantity - discount, 0);
  const amount = -Math.min(Math.round(worth / 4), chance.pick([500, 800, 1_000, 1_500]));
  return timed(atMs + chance.between(3, 20) * DAY_MS, {
    type: "order_returned",
    as: "refund",
    orderId: placed.orderId,
    adjustment: { amount },
  });
}

function* shippingBack({ placed, atMs }: PlacedOrder, chance: Chance): Generator<Timed> {
  const { orderId, shipping } = placed;
  if (!shipping || shipping.discount) return;
  const amounts = { amount: shipping.amount, tax: shipping.tax ?? 0 };
  yield timed(atMs + chance.between(4, 15) * DAY_MS, { type: "order_returned", as: "refund", orderId, shipping: amounts });
}

function chosen(lines: readonly BoughtLine[], chance: Chance): UnitsBack[] {
  const all = chance.of(0.4);
  return lines
    .filter(({ giftCard }, at) => !giftCard && (all || at === 0 || chance.of(0.35)))
    .map(({ id, quantity }) => ({ lineId: id, quantity: all ? quantity : chance.between(1, quantity) }));
}

import type { CustomerRecord } from "../../world/customers.ts";
import { taxOf } from "../../world/demo/baskets.ts";
import type { BoughtLine, TradeEvent } from "../../world/events.ts";
import type { LineState } from "../../world/movements.ts";
import type { OrderRecord } from "../../world/order-record.ts";
import { anyVariant, drawLines, lineOf, TAX_RATE } from "./basket.ts";
import { newCustomer } from "./people.ts";
import { NothingFit } from "./picker.ts";
import type { Plan, Stage, Wishes } from "./stage.ts";
import { newToken } from "./tokens.ts";

const SHIPPING = 695;

/**
 * Somebody buys something: a known customer, a new one, or a guest; from the online store, where a cart and a checkout come first, or the
 * till.
 */
export function placeOrder(stage: Stage, wishes: Wishes): Plan {
  const { shop, chance, ids, now: at } = stage;
  const fate = chance.next();
  const created = wishes.customer === undefined && fate < 0.25 ? newCustomer(stage) : null;
  const known = wishes.customer === undefined && (fate < 0.25 || fate > 0.85) ? null : someCustomer(stage, wishes);
  const customerId = created?.customerId ?? known?.id ?? null;
  const online = chance.of(0.75);
  const code = chance.of(0.2) ? "LIVE10" : null;
  const lines = drawLines(stage, wishes, code ? 10 : 0);
  const [cartToken, token, checkoutId] = [newToken(chance), newToken(chance), ids.next("checkout")];
  const destination = created?.region ?? known?.region ?? { country: shop.profile.country, province: null };
  const discountCodes = code ? [code] : [];
  const checkout = { checkoutId, token, cartToken, customerId, lines, shipping: SHIPPING, destination, discountCodes };
  const before: TradeEvent[] = [
    { type: "cart_changed", at, cartToken, lines },
    { type: "checkout_changed", at, ...checkout },
  ];
  const name = ids.nextOrderName();
  const placed: TradeEvent = {
    type: "order_placed",
    at,
    orderId: ids.next("order"),
    name,
    customerId,
    lines,
    discountCodes,
    taxesIncluded: shop.profile.taxesIncluded,
    sourceName: online ? "web" : "pos",
    paid: wishes.paid ?? chance.of(0.9),
    test: wishes.test ?? false,
    ...(online && { cartToken, checkoutToken: token, destination, shipping: { amount: SHIPPING, tax: 0, title: "Ground" } }),
    ...(online && chance.of(0.03) && { tip: { lineId: ids.next("line"), amount: 300 } }),
  };
  const said = `Order ${name} of ${lines.length} ${lines.length === 1 ? "line" : "lines"} was placed.`;
  return { said, events: [...(created ? [created] : []), ...(online ? before : []), placed] };
}

/** The merchant edits an order: a line is added, a unit more or less of one, or a price put right. */
export function editOrder(stage: Stage, wishes: Wishes): Plan {
  const { shop, chance, now: at } = stage;
  const order = someOrder(stage, wishes, (each) => each.cancelledAt === null && linesLeft(stage, each).length > 0);
  const { orderId, name, taxesIncluded = false } = order.placed;
  const { line } = chance.pick(linesLeft(stage, order));
  const tax = (bought: BoughtLine, sum: number) => (bought.giftCard ? 0 : taxOf(sum, TAX_RATE, taxesIncluded));
  const edited = { type: "order_edited", at, orderId } as const;
  const kind = chance.next();
  if (kind < 0.35) {
    const added = lineOf(stage, anyVariant(stage), wishes.quantity ?? 1);
    const whole = { ...added, tax: tax(added, added.unitPrice * added.quantity) };
    return { said: `${added.title} was added to order ${name}.`, events: [{ ...edited, added: [whole] }] };
  }
  if (kind < 0.65)
    return {
      said: `One more ${line.title} was added to order ${name}.`,
      events: [{ ...edited, increased: [{ lineId: line.id, by: 1, tax: tax(line, line.unitPrice) }] }],
    };
  if (kind < 0.9 || line.giftCard)
    return { said: `One ${line.title} was taken off order ${name}.`, events: [{ ...edited, reduced: [{ lineId: line.id, quantity: 1 }] }] };
  const amount = -Math.max(1, Math.round(line.unitPrice / 10));
  const correction = { lineId: line.id, amount, tax: 0 };
  return { said: `${line.title} of order ${name} was made cheaper in ${shop.profile.currency}.`, events: [{ ...edited, correction }] };
}

/** Some units of a line come back, restocked or not; now and then the shop keeps a fee, or pays shipping back. */
export function returnPart(stage: Stage, wishes: Wishes): Plan {
  const { chance, now: at } = stage;
  const order = someOrder(stage, wishes, (each) => each.cancelledAt === null && linesLeft(stage, each).length > 0);
  const { orderId, name, shipping } = order.placed;
  const { line, left } = chance.pick(linesLeft(stage, order));
  const quantity = Math.min(left, wishes.quantity ?? chance.between(1, left));
  const isFirst = !order.deals.some(({ event }) => event.type === "order_returned");
  const back = { type: "order_returned", at, orderId, lines: [{ lineId: line.id, quantity }], restocked: chance.of(0.7) } as const;
  const fate = chance.next();
  const fee = fate < 0.15 ? { restockingFee: { amount: 400 } } : {};
  const freight =
    fate > 0.85 && isFirst && shipping ? { shipping: { amount: shipping.amount - (shipping.discount ?? 0), tax: shipping.tax ?? 0 } } : {};
  const event: TradeEvent = { ...back, as: chance.of(0.5) || fate < 0.15 ? "return" : "refund", ...fee, ...freight };
  return { said: `${quantity} of ${line.title} came back from order ${name}.`, events: [event] };
}

/** All that is left of an order goes back. */
export function cancelOrder(stage: Stage, wishes: Wishes): Plan {
  const { orderId, name } = someOrder(stage, wishes, (each) => each.cancelledAt === null).placed;
  return { said: `Order ${name} was cancelled.`, events: [{ type: "order_cancelled", at: stage.now, orderId }] };
}

/** An order is gone, for good. */
export function deleteOrder(stage: Stage, wishes: Wishes): Plan {
  const { orderId, name } = someOrder(stage, wishes, () => true).placed;
  return { said: `Order ${name} was deleted.`, events: [{ type: "order_deleted", at: stage.now, orderId }] };
}

/** An order is paid, sent, or gets a tag. */
export function changeOrder(stage: Stage, wishes: Wishes): Plan {
  const { chance, now: at } = stage;
  const order = someOrder(stage, wishes, (each) => each.cancelledAt === null);
  const { orderId, name } = order.placed;
  const changed = { type: "order_changed", at, orderId } as const;
  if (!order.paid) return { said: `Order ${name} was paid.`, events: [{ ...changed, paid: true }] };
  if (!order.fulfilled) return { said: `Order ${name} was sent.`, events: [{ ...changed, fulfilled: true, closed: true }] };
  const tag = chance.pick(["priority", "gift", "called", "checked"]);
  return { said: `Order ${name} was tagged ${tag}.`, events: [{ ...changed, tags: [...new Set([...order.tags, tag])] }] };
}

function linesLeft({ shop }: Stage, order: OrderRecord): LineState[] {
  return shop.records.orders.history(order).lines.filter(({ left }) => left > 0);
}

function someOrder({ shop, pick }: Stage, { order: wished }: Wishes, isFit: (order: OrderRecord) => boolean): OrderRecord {
  if (wished === undefined) return pick.order(isFit);
  const named = shop.records.orders.find(wished) ?? [...shop.records.orders.all].find(({ placed }) => placed.name === wished);
  if (!named) throw new NothingFit(`There is no order ${wished}.`);
  if (!isFit(named)) throw new NothingFit(`Order ${named.placed.name} is not fit for that.`);
  return named;
}

function someCustomer({ shop, pick }: Stage, { customer: wished }: Wishes): CustomerRecord | null {
  if (wished !== undefined) {
    const known = shop.records.customers.find(wished);
    if (!known) throw new NothingFit(`There is no customer ${wished}.`);
    return known;
  }
  try {
    return pick.customer();
  } catch (error) {
    if (error instanceof NothingFit) return null;
    throw error;
  }
}

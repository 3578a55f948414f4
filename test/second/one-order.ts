import { orderAgreements } from "../../app/insights/orders/order-agreements.ts";
import { orderHeader } from "../../app/insights/orders/order-header.ts";
import { orderLines } from "../../app/insights/orders/order-lines.ts";
import { orderSales } from "../../app/insights/orders/order-sales.ts";
import { datedAt } from "../../simulator/world/books-entry.ts";
import { type Agreement, historyOf, type LineState, type Movement, type OrderHistory } from "../../simulator/world/movements.ts";
import { isEdited, isReturned, standingOf } from "./listed-order.ts";
import { grouped, money, some, sum } from "./plain.ts";
import type { AskedShop, Question } from "./question.ts";
import { statusOf } from "./status.ts";
import { compareIds, namesOf, type Order, type Trade } from "./trade.ts";

const SOME = 10;

/** What the page of one order asks, for some of every sort. */
export function oneOrderQuestions(trade: Trade, shop: AskedShop): Question[] {
  return chosen(trade).flatMap((order) => questions(trade, shop, order));
}

/** Some orders of each kind, the one with most lines, and those of gift cards alone. */
function chosen({ orders }: Trade): Order[] {
  const kinds: ((order: Order) => boolean)[] = [
    () => true,
    isEdited,
    isReturned,
    ({ record }) => record.cancelledAt !== null,
    ({ test }) => test,
    (order) => standingOf(order) === "gift_cards",
    ({ rows }) => rows.some(({ lineType }) => lineType === "GIFT_CARD"),
    ({ rows }) => rows.some(({ lineType }) => lineType === "TIP"),
    ({ rows }) => rows.some(({ lineType }) => lineType === "ADJUSTMENT"),
    ({ rows }) => rows.some(({ lineType }) => lineType === "FEE"),
    ({ rows }) => rows.some(({ lineType, action }) => lineType === "SHIPPING" && action === "RETURN"),
    ({ record }) => !record.paid,
    ({ record }) => record.placed.processedAt !== undefined,
    ({ record }) => record.placed.taxesIncluded === true,
    ({ paidIn, record }) => paidIn !== record.currency,
    ({ record }) => record.deals.some(({ event }) => event.type === "order_returned" && event.exchange !== undefined),
    ({ rows }) => rows.some(({ lineType, productId }) => lineType === "PRODUCT" && productId === null),
  ];
  const longest = [...orders].sort((a, b) => b.rows.length - a.rows.length).slice(0, 2);
  return [...new Set([...longest, ...kinds.flatMap((kind) => some(orders.filter(kind), SOME))])];
}

function questions(trade: Trade, shop: AskedShop, order: Order): Question[] {
  const { id: orderId, name: of, record } = order;
  const history = historyOf(record.placed, record.deals);
  return [
    { insight: "order-header", of, ask: () => orderHeader(shop, { orderId }), expected: [header(order, history)] },
    { insight: "order-agreements", of, ask: () => orderAgreements(shop, { orderId }), expected: agreements(trade, order, history) },
    { insight: "order-sales", of, ask: () => orderSales(shop, { orderId }), expected: sales(trade, order, history) },
    { insight: "order-lines", of, ask: () => orderLines(shop, { orderId }), expected: lines(trade, order, history) },
  ];
}

function header(order: Order, { lines: all }: OrderHistory) {
  const { record } = order;
  const { placed } = record;
  const instant = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return {
    orderId: order.id,
    name: order.name,
    placedAt: new Date(order.at).toISOString(),
    placedOn: order.day,
    createdAt: instant(placed.at),
    cancelledAt: instant(record.cancelledAt),
    closedAt: instant(record.closedAt),
    deletedAt: null,
    updatedAt: instant(record.updatedAt),
    customerId: order.customerId,
    place: order.place,
    standing: standingOf(order),
    test: order.test,
    edited: isEdited(order),
    returned: isReturned(order),
    currency: record.currency,
    presentmentCurrency: order.paidIn,
    taxesIncluded: placed.taxesIncluded ?? false,
    channel: order.channel,
    ...statusOf(order),
    discountCodes: order.codes,
    tags: order.tags,
    country: order.destination?.country ?? null,
    province: order.destination?.province ?? null,
    originalTotal: String(record.originalTotal),
    currentTotal: String(record.currentTotal),
    lineQuantity: sum(all, ({ quantity }) => quantity),
    currentLineQuantity: sum(all, ({ left }) => left),
  };
}

/** What a movement came to for the buyer, tax in it, and the parts of that; signed. */
function amounts({ kind, cause, price, discount, tax, units }: Movement, included: boolean) {
  const sign = cause === "came_back" || cause === "edited_off" ? -1 : 1;
  const total = sign * (price - discount + (included && kind !== "adjustment" ? 0 : tax));
  return { total, tax: signed(sign, tax), quantity: units === null ? null : signed(sign, units) };
}

/** The discount of a ledger row as Shopify tells it: with its tax or without, and of what came back with one sign or the other. */
function discountOf({ cause, discount, taxInDiscount }: Movement, action: string | undefined, { switches }: Trade["shop"]): number {
  const goesBack = action === "RETURN" ? switches.returnDiscountSign === "negative" : cause === "edited_off";
  return signed(goesBack ? -1 : 1, switches.discountBeforeTaxes === "with_tax" ? discount : discount - taxInDiscount);
}

/** Without a minus zero. */
function signed(sign: number, amount: number): number {
  return amount === 0 ? 0 : sign * amount;
}

const reasons = { order: "ORDER", edit: "ORDER_EDIT", refund: "REFUND", return: "RETURN" } as const;

function inOrder({ agreements: all }: OrderHistory): Agreement[] {
  return [...all].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id - b.id);
}

function agreements({ shop }: Trade, { rows, record }: Order, history: OrderHistory) {
  const ofAgreement = grouped(rows, ({ agreementId }) => agreementId);
  const included = record.placed.taxesIncluded ?? false;
  let runningTotal = 0;
  return inOrder(history).map((agreement) => {
    const { id, reason, movements } = agreement;
    const at = Date.parse(datedAt(agreement, record.placed, shop.switches));
    const own = ofAgreement.get(String(id)) ?? [];
    const total = sum(movements, (movement) => amounts(movement, included).total);
    const known = sum(own, (row) => row.total + row.tips + row.giftCards);
    runningTotal += total;
    return {
      agreementId: String(id),
      reason: reasons[reason],
      happenedAt: new Date(at).toISOString(),
      day: shop.clock.day(at),
      grossSales: money(own, ({ gross }) => gross),
      discounts: money(own, ({ discounts }) => discounts),
      returns: money(own, ({ returns }) => returns),
      netSales: money(own, ({ net }) => net),
      shipping: money(own, ({ shipping }) => shipping),
      duties: money(own, ({ duties }) => duties),
      fees: money(own, ({ fees }) => fees),
      taxes: money(own, ({ taxes }) => taxes),
      tips: money(own, ({ tips }) => tips),
      giftCards: money(own, ({ giftCards }) => giftCards),
      other: String(total - known),
      total: String(total),
      runningTotal: String(runningTotal),
    };
  });
}

function sales({ shop }: Trade, { rows, record }: Order, history: OrderHistory) {
  const booked = new Map(rows.map((row) => [row.saleId, row]));
  const included = record.placed.taxesIncluded ?? false;
  return inOrder(history).flatMap(({ id, movements }) =>
    movements.map((movement) => {
      const saleId = String(movement.saleId);
      const row = booked.get(saleId);
      const line = row?.lineId === null ? null : (movement.line?.line ?? null);
      const { total, tax, quantity } = amounts(movement, included);
      return {
        saleId,
        agreementId: String(id),
        action: row?.action,
        lineType: row?.lineType,
        productId: namesOf(shop, line).productId,
        title: line?.title ?? null,
        variantTitle: line?.variantTitle ?? null,
        quantity: quantity ?? (row?.lineType === "PRODUCT" ? 0 : null),
        exTax: String(total - tax),
        discount: String(discountOf(movement, row?.action, shop)),
        tax: String(tax),
        total: String(total),
      };
    }),
  );
}

function lines({ shop }: Trade, { rows }: Order, { lines: all }: OrderHistory) {
  const earned = grouped(rows, ({ lineId }) => lineId);
  return [...all]
    .sort((a, b) => compareIds(a.line.id, b.line.id))
    .map(({ line, quantity, left }: LineState) => ({
      lineId: line.id,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      productId: namesOf(shop, line).productId,
      quantity,
      currentQuantity: left,
      isGiftCard: line.giftCard,
      unitPrice: String(line.unitPrice),
      netSales: money(earned.get(line.id) ?? [], ({ net }) => net),
    }));
}

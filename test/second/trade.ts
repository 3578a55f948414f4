import { bookedSale, datedAt, isOrderOfTheDay } from "../../simulator/world/books-entry.ts";
import type { BoughtLine, Region } from "../../simulator/world/events.ts";
import { historyOf } from "../../simulator/world/movements.ts";
import type { OrderRecord } from "../../simulator/world/order-record.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import type { Heard } from "./heard.ts";

/** One sale of the ledger with its part of each number, in minor units; `hour` is that of the shop's clock. */
export type Row = {
  readonly order: Order;
  readonly saleId: string;
  readonly agreementId: string;
  readonly at: number;
  readonly day: string;
  readonly hour: number;
  readonly lineType: string;
  readonly action: string;
  readonly isOfOrder: boolean;
  /** Of goods and gift cards alone. A product that is deleted is named no more: its goods are goods without a product. */
  readonly lineId: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly gross: number;
  readonly discounts: number;
  readonly returns: number;
  readonly net: number;
  readonly shipping: number;
  readonly duties: number;
  readonly fees: number;
  readonly taxes: number;
  readonly total: number;
  readonly tips: number;
  readonly giftCards: number;
  readonly unitsSold: number;
  readonly unitsReturned: number;
};

/** One order that is stored. `counts`: it is an order of its day; test orders do not, nor those of gift cards alone. */
export type Order = {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly day: string;
  readonly hour: number;
  readonly customerId: string | null;
  readonly counts: boolean;
  readonly test: boolean;
  readonly channel: string | null;
  readonly destination: Region | null;
  readonly codes: readonly string[];
  readonly tags: readonly string[];
  readonly paidIn: string;
  readonly record: OrderRecord;
  /** Its number among its customer's orders that count, from 1; null for a guest's, or one that does not count. */
  place: number | null;
  /** Rows of the ledger, in order. */
  readonly rows: Row[];
};

/** A shop's whole trade as plain arrays. `rows` are those that count in figures; test orders have none. */
export type Trade = {
  readonly shop: SimulatedShop;
  readonly currency: string;
  readonly today: string;
  readonly orders: readonly Order[];
  readonly rows: readonly Row[];
  /** Orders that are stored and count nowhere, for they were deleted. */
  readonly deleted: readonly Order[];
  readonly heard: Heard;
  readonly cutOffMs: number;
  readonly weekStart: "monday" | "sunday";
};

/** What of a shop's trade the app can know, and what the shop has chosen. `ordersSince`: older orders are out of its reach. */
export type Told = Pick<Trade, "today" | "heard" | "cutOffMs" | "weekStart"> & { readonly ordersSince: string | null };

/** Walks the events of every order that was not deleted. `today` is the shop's day, "2026-11-21". */
export function tradeOf(shop: SimulatedShop, { ordersSince, ...told }: Told): Trade {
  const records = [...shop.records.orders.all].filter(({ placed }) => ordersSince === null || placed.at >= ordersSince);
  const orders = records.map((record) => orderOf(shop, record));
  number(orders);
  const rows = orders.filter(({ test }) => !test).flatMap((order) => order.rows);
  const deleted = told.heard.deleted.map((record) => orderOf(shop, record));
  return { shop, currency: shop.profile.currency, orders, rows, deleted, ...told };
}

function orderOf(shop: SimulatedShop, record: OrderRecord): Order {
  const { placed, deals } = record;
  const { agreements } = historyOf(placed, deals);
  const first = agreements.find(({ reason }) => reason === "order");
  const at = Date.parse(first === undefined ? placed.at : datedAt(first, placed, shop.switches));
  const order: Order = {
    id: placed.orderId,
    name: placed.name,
    at,
    day: shop.clock.day(at),
    hour: hourOf(shop, at),
    customerId: record.customerId !== null && shop.records.customers.find(record.customerId) ? record.customerId : null,
    counts: placed.test !== true && first !== undefined && isOrderOfTheDay(first, placed),
    test: placed.test ?? false,
    channel: placed.sourceName ?? null,
    destination: placed.destination ?? null,
    codes: placed.discountCodes ?? [],
    tags: record.tags,
    paidIn: placed.presentment?.currency ?? record.currency,
    record,
    place: null,
    rows: [],
  };
  for (const agreement of agreements) {
    const time = Date.parse(datedAt(agreement, placed, shop.switches));
    const when = {
      agreementId: String(agreement.id),
      at: time,
      day: shop.clock.day(time),
      hour: hourOf(shop, time),
      isOfOrder: agreement.reason === "order",
    };
    for (const movement of agreement.movements) {
      const { saleId, lineType, action, sums } = bookedSale(movement, placed, shop.switches, false);
      const isOfLine = lineType === "PRODUCT" || lineType === "GIFT_CARD";
      const named = namesOf(shop, isOfLine ? (movement.line?.line ?? null) : null);
      order.rows.push({ order, saleId, ...when, lineType, action, ...named, ...figures(sums) });
    }
  }
  return order;
}

/** What Shopify names a line by: no product or variant that is deleted. */
export function namesOf({ records: { catalog } }: SimulatedShop, line: BoughtLine | null) {
  return {
    lineId: line?.id ?? null,
    productId: catalog.product(line?.productId ?? "")?.id ?? null,
    variantId: catalog.variant(line?.variantId ?? "")?.id ?? null,
  };
}

/** The sums of the books, by name, in the order in which books-entry.ts holds them. */
function figures(sums: readonly number[]) {
  const at = (index: number): number => sums[index] ?? 0;
  return {
    gross: at(0),
    discounts: at(1),
    returns: at(2),
    net: at(3),
    shipping: at(4),
    duties: at(5),
    fees: at(6),
    taxes: at(7),
    total: at(8),
    tips: at(9),
    giftCards: at(10),
    unitsSold: at(11),
    unitsReturned: at(12),
  };
}

/** By time, and by id of two at the same instant. */
function number(orders: readonly Order[]): void {
  const places = new Map<string, number>();
  for (const order of [...orders].sort((a, b) => a.at - b.at || compareIds(a.id, b.id))) {
    if (!order.counts || order.customerId === null) continue;
    order.place = (places.get(order.customerId) ?? 0) + 1;
    places.set(order.customerId, order.place);
  }
}

/** Ids as numbers of any size. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function hourOf(shop: SimulatedShop, at: number): number {
  return new Date(at + shop.clock.offset(at)).getUTCHours();
}

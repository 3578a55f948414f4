import { customerOrders } from "../../app/insights/customers/customer-orders.ts";
import { customerProducts } from "../../app/insights/customers/customer-products.ts";
import { customerRecord } from "../../app/insights/customers/customer-record.ts";
import { customerRhythm } from "../../app/insights/customers/customer-rhythm.ts";
import { customerValueOverTime } from "../../app/insights/customers/customer-value-over-time.ts";
import type { Buyer } from "./buyers.ts";
import { titleOf } from "./goods.ts";
import { bucketOf, daysBetween, daysOf, grouped, money, monthOf, ratio, sum } from "./plain.ts";
import type { AskedShop, Question } from "./question.ts";
import { type CutPoints, scoresOf } from "./segments.ts";
import { figures, shopifyGroupOf } from "./shown-customer.ts";
import { statusOf, unitsOf } from "./status.ts";
import { compareIds, type Trade } from "./trade.ts";

const SOME = 40;
/** No more rows of one customer are asked for at once. */
const MOST = 100;

/** What the page of one customer asks, for some of them. */
export function oneCustomerQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], cuts: CutPoints): Question[] {
  return chosen(buyers).flatMap((buyer) => questions(trade, shop, buyer, cuts));
}

/** Who bought most, who bought most often, and some between. */
function chosen(buyers: readonly Buyer[]): Buyer[] {
  const byNet = [...buyers].sort((a, b) => b.net - a.net);
  const byOrders = [...buyers].sort((a, b) => b.orders.length - a.orders.length);
  const between = buyers.filter((_, index) => index % Math.max(1, Math.floor(buyers.length / SOME)) === 0);
  return [...new Set([...byNet.slice(0, 2), ...byOrders.slice(0, 2), ...byNet.slice(-2), ...between])];
}

function questions(trade: Trade, shop: AskedShop, buyer: Buyer, cuts: CutPoints): Question[] {
  const customerId = buyer.id;
  const record = trade.shop.records.customers.find(customerId);
  const { recency, frequency, money: worth } = scoresOf(buyer, cuts);
  const of = customerId;
  const range = { from: monthOf(buyer.rows.map(({ day }) => day).sort()[0] ?? buyer.firstOn), to: trade.today };
  return [
    {
      insight: "customer-record",
      of,
      ask: () => customerRecord(shop, { customerId, today: trade.today }),
      expected: [
        {
          redactedAt: null,
          deletedAt: null,
          createdAt: record ? new Date(record.createdAt).toISOString() : null,
          country: record?.region?.country ?? null,
          province: record?.region?.province ?? null,
          tags: [...(record?.tags ?? [])],
          shopifyGroup: shopifyGroupOf(trade.shop, customerId),
          figures: { ...figures(trade, buyer), recency, frequency, money: worth },
        },
      ],
    },
    ...orderQuestions(trade, shop, customerId),
    {
      insight: "customer-products",
      of,
      ask: () => customerProducts(shop, { customerId, limit: MOST }),
      expected: productsOf(trade, buyer),
    },
    { insight: "customer-rhythm", of, ask: () => customerRhythm(shop, { customerId }), expected: [rhythm(buyer)] },
    {
      insight: "customer-value-over-time",
      of,
      ask: () => customerValueOverTime(shop, { customerId, to: trade.today, granularity: "month" }),
      expected: [...new Set(daysOf(range).map((day) => bucketOf(day, range, "month")))].map((start) => ({
        start,
        netSales: money(
          buyer.rows.filter(({ day }) => bucketOf(day, range, "month") === start),
          ({ net }) => net,
        ),
        valueToDate: money(
          buyer.rows.filter(({ day }) => bucketOf(day, range, "month") <= start),
          ({ net }) => net,
        ),
      })),
    },
  ];
}

/** By each of its sorts, in either direction. */
function orderQuestions(trade: Trade, shop: AskedShop, customerId: string): Question[] {
  const rows = ordersOf(trade, customerId);
  const values = {
    placed: ({ placedAt }: OrderOfCustomer) => Date.parse(placedAt),
    units: ({ units }: OrderOfCustomer) => units,
    net: ({ netSales }: OrderOfCustomer) => Number(netSales),
    total: ({ orderTotal }: OrderOfCustomer) => Number(orderTotal),
  };
  return (["placed", "units", "net", "total"] as const).flatMap((column) =>
    [true, false].map((descending) => {
      const ascending = rows.toSorted((a, b) => values[column](a) - values[column](b) || compareIds(a.orderId, b.orderId));
      return {
        insight: "customer-orders",
        of: `${customerId}, ${column} ${descending ? "descending" : "ascending"}`,
        ask: () => customerOrders(shop, { customerId, sort: { column, descending }, limit: MOST, offset: 0 }),
        expected: (descending ? ascending.reverse() : ascending).slice(0, MOST),
      };
    }),
  );
}

type OrderOfCustomer = ReturnType<typeof ordersOf>[number];

function ordersOf(trade: Trade, customerId: string) {
  const orders = trade.orders.filter((order) => order.customerId === customerId && !order.test);
  return orders.map((order) => ({
    orderId: order.id,
    name: order.name,
    placedAt: new Date(order.at).toISOString(),
    day: order.day,
    place: order.place,
    units: unitsOf(order),
    netSales: money(order.rows, ({ net }) => net),
    orderTotal: String(order.record.currentTotal),
    currency: order.record.currency,
    cancelled: order.record.cancelledAt !== null,
    ...statusOf(order),
    total: orders.length,
  }));
}

function productsOf(trade: Trade, { rows }: Buyer) {
  const told = [
    ...grouped(
      rows.filter(({ lineType }) => lineType === "PRODUCT"),
      ({ productId }) => productId,
    ),
  ].map(([productId, of]) => ({
    productId,
    title: titleOf(trade, productId),
    unitsSold: sum(of, ({ unitsSold }) => unitsSold),
    unitsReturned: sum(of, ({ unitsReturned }) => unitsReturned),
    netSales: money(of, ({ net }) => net),
  }));
  return told
    .sort((a, b) => Number(b.netSales) - Number(a.netSales) || byId(a, b))
    .slice(0, MOST)
    .map((row) => ({ ...row, products: told.length }));
}

/** Goods without a product last. */
function byId({ productId: a }: { productId: string | null }, { productId: b }: { productId: string | null }): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compareIds(a, b);
}

function rhythm({ orders }: Buyer) {
  const gaps = orders.slice(1).map(({ day }, index) => daysBetween(orders[index]?.day ?? day, day));
  const sorted = [...gaps].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return {
    medianDays: gaps.length === 0 ? null : median,
    meanDays: ratio(
      sum(gaps, (gap) => gap),
      gaps.length,
    ),
  };
}

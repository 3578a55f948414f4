import { z } from "zod";
import { customerCount } from "../../app/insights/customers/customer-count.ts";
import { customerList } from "../../app/insights/customers/customer-list.ts";
import { customerOrders } from "../../app/insights/customers/customer-orders.ts";
import { customerProducts } from "../../app/insights/customers/customer-products.ts";
import { customerRecord } from "../../app/insights/customers/customer-record.ts";
import { customerRhythm } from "../../app/insights/customers/customer-rhythm.ts";
import { customerValueOverTime } from "../../app/insights/customers/customer-value-over-time.ts";
import { customersByNumber } from "../../app/insights/customers/customers-by-number.ts";
import { customersInRange } from "../../app/insights/customers/customers-in-range.ts";
import { guestSales } from "../../app/insights/customers/guest-sales.ts";
import { prospectList } from "../../app/insights/customers/prospect-list.ts";
import { prospects } from "../../app/insights/customers/prospects.ts";
import { rfmAgreement } from "../../app/insights/customers/rfm-agreement.ts";
import { rfmCells } from "../../app/insights/customers/rfm-cells.ts";
import { rfmCutPoints } from "../../app/insights/customers/rfm-cut-points.ts";
import { type Buyer, buyersOf } from "./buyers.ts";
import { titleOf } from "./goods.ts";
import {
  bucketOf,
  byValue,
  type Days,
  daysBetween,
  daysOf,
  grouped,
  money,
  monthOf,
  plusDays,
  ratio,
  rounded,
  sum,
  within,
} from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { type CutPoints, cutPointsOf, groupOf, scoresOf } from "./segments.ts";
import { statusOf, unitsOf } from "./status.ts";
import { compareIds, type Trade } from "./trade.ts";

const SOME = 40;
/** No more rows of one customer are asked for at once. */
const MOST = 100;

/** What the pages of customers and segments ask. */
export function customerQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const buyers = buyersOf(trade);
  const cuts = cutPointsOf(buyers);
  const { today } = trade;
  const bought = new Set(buyers.map(({ id }) => id));
  const known = [...trade.shop.records.customers.all].map(({ id }) => id);
  const never = known.filter((id) => !bought.has(id)).sort(compareIds);
  const groups = [...new Set(buyers.map((buyer) => groupOf(scoresOf(buyer, cuts))))];
  const list = (group: string | null) => buyers.filter((buyer) => group === null || groupOf(scoresOf(buyer, cuts)) === group);
  const byNet = (a: Buyer, b: Buyer) => b.net - a.net || compareIds(b.id, a.id);
  const byLast = (a: Buyer, b: Buyer) => (a.lastOn < b.lastOn ? -1 : a.lastOn > b.lastOn ? 1 : compareIds(a.id, b.id));
  const all = { today, limit: null, offset: 0 } as const;
  return [
    {
      insight: "customer-count",
      of: "",
      ask: () => customerCount(shop, {}),
      expected: [{ customers: buyers.length, inOtherCurrencies: 0 }],
    },
    { insight: "prospects", of: "", ask: () => prospects(shop, {}), expected: [{ customers: known.length, prospects: never.length }] },
    {
      insight: "prospect-list",
      of: "all",
      ask: () => prospectList(shop, all),
      expected: never.map((id) => prospect(trade, id)),
    },
    {
      insight: "customer-list",
      of: "all by net sales",
      ask: () => customerList(shop, { ...all, group: null, sort: { column: "net", descending: true } }),
      expected: [...buyers].sort(byNet).map((buyer) => shown(trade, buyer, cuts)),
    },
    ...sortedLists(trade, shop, buyers, cuts),
    ...groups.map((group) => ({
      insight: "customer-list",
      of: `${group} by last order`,
      ask: () => customerList(shop, { ...all, group, sort: { column: "last", descending: false } }),
      expected: list(group)
        .sort(byLast)
        .map((buyer) => shown(trade, buyer, cuts)),
    })),
    { insight: "rfm-cut-points", of: "", ask: () => rfmCutPoints(shop, {}), expected: buyers.length === 0 ? [] : [written(cuts)] },
    { insight: "rfm-cells", of: "", ask: () => rfmCells(shop, {}).then(inOrder), expected: inOrder(cells(buyers, cuts)) },
    {
      insight: "rfm-agreement",
      of: "",
      ask: () => rfmAgreement(shop, {}).then(inOrder),
      expected: inOrder(agreement(trade, buyers, cuts)),
    },
    {
      insight: "customers-by-number",
      of: "some, with and without orders",
      ask: () =>
        customersByNumber(shop, {
          today,
          ids: [...buyers.slice(0, 5).map(({ id }) => id), ...never.slice(0, 2), "1"],
          sort: { column: "id", descending: false },
        }).then(inOrder),
      expected: inOrder([
        ...buyers.slice(0, 5).map((buyer) => shown(trade, buyer, cuts)),
        ...never.slice(0, 2).map((id) => prospect(trade, id)),
      ]),
    },
    ...ranges.flatMap((range) => rangeQuestions(trade, shop, buyers, cuts, range)),
    ...chosen(buyers).flatMap((buyer) => pageQuestions(trade, shop, buyer, cuts)),
  ];
}

const columns = {
  net: (buyer: Buyer) => buyer.net,
  orders: (buyer: Buyer) => buyer.orders.length,
  average: (buyer: Buyer) => buyer.orderValue / buyer.orders.length,
  first: (buyer: Buyer) => buyer.firstOn,
  last: (buyer: Buyer) => buyer.lastOn,
  days: (buyer: Buyer) => -Date.parse(buyer.lastOn),
  id: () => 0,
};

/** All customers by each column, from both ends; those who are alike by number. One page from within. */
function sortedLists(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], cuts: CutPoints): Question[] {
  return (["net", "orders", "average", "first", "last", "days", "id"] as const).flatMap((column) =>
    [true, false].map((descending) => {
      const sorted = [...buyers].sort((a, b) => byValue(columns[column])(a, b) || compareIds(a.id, b.id));
      if (descending) sorted.reverse();
      return {
        insight: "customer-list",
        of: `a page by ${column}, ${descending ? "from above" : "from below"}`,
        ask: () => customerList(shop, { today: trade.today, group: null, sort: { column, descending }, limit: 200, offset: 50 }),
        expected: sorted.slice(50, 250).map((buyer) => shown(trade, buyer, cuts)),
      };
    }),
  );
}

/** Who bought most, who bought most often, and some between. */
function chosen(buyers: readonly Buyer[]): Buyer[] {
  const byNet = [...buyers].sort((a, b) => b.net - a.net);
  const byOrders = [...buyers].sort((a, b) => b.orders.length - a.orders.length);
  const between = buyers.filter((_, index) => index % Math.max(1, Math.floor(buyers.length / SOME)) === 0);
  return [...new Set([...byNet.slice(0, 2), ...byOrders.slice(0, 2), ...byNet.slice(-2), ...between])];
}

/** Rows in an order of their own, where the question's is not told. */
function inOrder(rows: readonly object[]): object[] {
  const key = (row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function person(trade: Trade, id: string) {
  const record = trade.shop.records.customers.find(id);
  return { country: record?.region?.country ?? null, tags: [...(record?.tags ?? [])], deleted: false };
}

function figures(trade: Trade, buyer: Buyer) {
  return {
    netSales: String(buyer.net),
    orders: buyer.orders.length,
    averageOrderValue: rounded(buyer.orderValue, buyer.orders.length),
    currency: trade.currency,
    firstOrderOn: buyer.firstOn,
    lastOrderOn: buyer.lastOn,
    daysSince: daysBetween(buyer.lastOn, trade.today),
  };
}

function shown(trade: Trade, buyer: Buyer, cuts: CutPoints) {
  return { customerId: buyer.id, ...figures(trade, buyer), ...person(trade, buyer.id), group: groupOf(scoresOf(buyer, cuts)) };
}

function prospect(trade: Trade, customerId: string) {
  const none = { netSales: null, averageOrderValue: null, currency: null, firstOrderOn: null, lastOrderOn: null, daysSince: null };
  return { customerId, ...none, orders: 0, ...person(trade, customerId), group: "prospects" };
}

function written({ lastOn, orders, net }: CutPoints) {
  return { lastOrderOn: lastOn, orders, netSales: net.map(String) };
}

function cells(buyers: readonly Buyer[], cuts: CutPoints) {
  return [...grouped(buyers, (buyer) => `${scoresOf(buyer, cuts).recency} ${scoresOf(buyer, cuts).worth}`)].map(([, those]) => {
    const { recency, worth } = scoresOf(those[0] ?? fail(), cuts);
    return { recency, worth, customers: those.length, netSales: money(those, ({ net }) => net) };
  });
}

/** Shopify's groups as its API tells them. */
function agreement(trade: Trade, buyers: readonly Buyer[], cuts: CutPoints) {
  const theirs = (id: string) => (shopifyGroupOf(trade, id) ?? "").toLowerCase();
  const scored = buyers
    .map((buyer) => ({ recency: scoresOf(buyer, cuts).recency, worth: scoresOf(buyer, cuts).worth, theirs: theirs(buyer.id) }))
    .filter((row) => row.theirs !== "");
  return [...grouped(scored, (row) => `${row.recency} ${row.worth} ${row.theirs}`).values()].map((those) => ({
    ...(those[0] ?? fail()),
    customers: those.length,
  }));
}

const told = z.object({ statistics: z.object({ rfmGroup: z.string().nullable() }) });

/** As Shopify's API tells it. */
function shopifyGroupOf(trade: Trade, customerId: string): string | null {
  return told.parse(trade.shop.root().byId(`gid://shopify/Customer/${customerId}`)).statistics.rfmGroup;
}

function rangeQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], cuts: CutPoints, range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const before = { from: plusDays(range.from, -daysOf(range).length), to: plusDays(range.from, -1) };
  const params = { ...range, before, today: trade.today, group: null, limit: null, offset: 0 } as const;
  const guests = trade.orders.filter(({ counts, customerId }) => counts && customerId === null).filter(within(range));
  const rows = trade.rows.filter(({ order }) => order.customerId === null).filter(within(range));
  return [
    {
      insight: "customers-in-range",
      of,
      ask: () => customersInRange(shop, { ...params, sort: { column: "net", descending: true } }),
      expected: inRange(trade, buyers, cuts, range, before),
    },
    {
      insight: "customers-in-range",
      of: `${of}, champions by orders, compared with nothing`,
      ask: () => customersInRange(shop, { ...params, before: null, group: "champions", sort: { column: "orders", descending: false } }),
      expected: champions(inRange(trade, buyers, cuts, range, before)),
    },
    {
      insight: "guest-sales",
      of,
      ask: () => guestSales(shop, range),
      expected: [
        {
          orders: guests.length,
          netSales: money(rows, ({ net }) => net),
          averageOrderValue: rounded(
            sum(
              rows.filter(({ isOfOrder }) => isOfOrder),
              ({ gross, discounts }) => gross - discounts,
            ),
            guests.length,
          ),
        },
      ],
    },
  ];
}

function inRange(trade: Trade, buyers: readonly Buyer[], cuts: CutPoints, range: Days, before: Days) {
  const told = buyers
    .map((buyer) => {
      const orders = buyer.orders.filter(within(range));
      const rows = buyer.rows.filter(within(range));
      const value = sum(
        rows.filter(({ isOfOrder }) => isOfOrder),
        ({ gross, discounts }) => gross - discounts,
      );
      return {
        ...shown(trade, buyer, cuts),
        rangeNetSales: money(rows, ({ net }) => net),
        rangeOrders: orders.length,
        rangeAverageOrderValue: rounded(value, orders.length),
        netSalesBefore: money(buyer.rows.filter(within(before)), ({ net }) => net),
      };
    })
    .filter(({ rangeOrders }) => rangeOrders > 0)
    .sort((a, b) => Number(b.rangeNetSales) - Number(a.rangeNetSales) || compareIds(b.customerId, a.customerId));
  return told.map((row) => ({ ...row, total: told.length }));
}

function champions(rows: ReturnType<typeof inRange>) {
  const those = rows.filter(({ group }) => group === "champions");
  those.sort((a, b) => a.rangeOrders - b.rangeOrders || compareIds(a.customerId, b.customerId));
  return those.map((row) => ({ ...row, netSalesBefore: null, total: those.length }));
}

function pageQuestions(trade: Trade, shop: AskedShop, buyer: Buyer, cuts: CutPoints): Question[] {
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
          shopifyGroup: shopifyGroupOf(trade, customerId),
          figures: { ...figures(trade, buyer), recency, frequency, money: worth },
        },
      ],
    },
    {
      insight: "customer-orders",
      of,
      ask: () => customerOrders(shop, { customerId, limit: MOST, offset: 0 }),
      expected: ordersOf(trade, customerId),
    },
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

function ordersOf(trade: Trade, customerId: string) {
  const orders = trade.orders.filter((order) => order.customerId === customerId && !order.test);
  const newestFirst = [...orders].sort((a, b) => b.at - a.at || compareIds(b.id, a.id)).slice(0, MOST);
  return newestFirst.map((order) => ({
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

function fail(): never {
  throw new Error("a group without members");
}

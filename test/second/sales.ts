import { customerKinds } from "../../app/insights/customer-kinds.ts";
import { history } from "../../app/insights/history.ts";
import { dailyFigures } from "../../app/insights/matching/daily-figures.ts";
import { salesOfDay } from "../../app/insights/matching/sales-of-day.ts";
import { recentOrders } from "../../app/insights/recent-orders.ts";
import { salesLadder } from "../../app/insights/sales-ladder.ts";
import { salesOverTime } from "../../app/insights/sales-over-time.ts";
import { topCustomers } from "../../app/insights/top-customers.ts";
import { topProducts } from "../../app/insights/top-products.ts";
import { titleOf } from "./goods.ts";
import { hourQuestions } from "./hours.ts";
import { bucketOf, type Days, daysOf, type Granularity, grouped, money, ratio, rounded, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { statusOf } from "./status.ts";
import { compareIds, type Row, type Trade } from "./trade.ts";

/** What the overview and the comparison with Shopify ask. */
export function salesQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const days = trade.rows.map(({ day }) => day).sort();
  const last = days.at(-1) ?? trade.today;
  return [
    {
      insight: "history",
      of: "",
      ask: () => history(shop, {}),
      expected: [{ historyFrom: days[0] ?? null, orders: trade.orders.filter(({ counts }) => counts).length }],
    },
    ...ranges.flatMap((range) => inRange(trade, shop, range)),
    ...hourQuestions(trade, shop, last),
    { insight: "sales-of-day", of: last, ask: () => salesOfDay(shop, { day: last }), expected: salesOn(trade, last) },
  ];
}

function inRange(trade: Trade, shop: AskedShop, range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const granularities: Granularity[] = ["day", "week", "month"];
  return [
    { insight: "sales-ladder", of, ask: () => salesLadder(shop, range), expected: [ladder(trade, range)] },
    { insight: "customer-kinds", of, ask: () => customerKinds(shop, range), expected: [kinds(trade, range)] },
    { insight: "daily-figures", of, ask: () => dailyFigures(shop, range), expected: daily(trade, range) },
    { insight: "top-customers", of, ask: () => topCustomers(shop, { ...range, limit: 50 }), expected: bestCustomers(trade, range, 50) },
    { insight: "top-products", of, ask: () => topProducts(shop, { ...range, limit: 50 }), expected: bestProducts(trade, range, 50) },
    { insight: "recent-orders", of, ask: () => recentOrders(shop, { ...range, limit: 50 }), expected: latest(trade, range, 50) },
    ...granularities.flatMap((granularity) =>
      (["monday", "sunday"] as const).map((weekStart) => ({
        insight: "sales-over-time",
        of: `${of} by ${granularity}, weeks from ${weekStart}`,
        ask: () => salesOverTime(shop, { ...range, granularity, weekStart }),
        expected: overTime(trade, range, granularity, weekStart),
      })),
    ),
  ];
}

function ladder(trade: Trade, range: Days) {
  const rows = trade.rows.filter(within(range));
  const orders = trade.orders.filter(({ counts }) => counts).filter(within(range)).length;
  const orderValue = sum(
    rows.filter(({ isOfOrder }) => isOfOrder),
    ({ gross, discounts }) => gross - discounts,
  );
  return {
    ...sums(rows),
    unitsSold: sum(rows, ({ unitsSold }) => unitsSold),
    unitsReturned: sum(rows, ({ unitsReturned }) => unitsReturned),
    orders,
    orderValue: String(orderValue),
    averageOrderValue: rounded(orderValue, orders),
    otherCurrencies: [],
  };
}

function sums(rows: readonly Row[]) {
  return {
    grossSales: money(rows, ({ gross }) => gross),
    discounts: money(rows, ({ discounts }) => discounts),
    returns: money(rows, ({ returns }) => returns),
    netSales: money(rows, ({ net }) => net),
    shipping: money(rows, ({ shipping }) => shipping),
    duties: money(rows, ({ duties }) => duties),
    fees: money(rows, ({ fees }) => fees),
    taxes: money(rows, ({ taxes }) => taxes),
    totalSales: money(rows, ({ total }) => total),
    tips: money(rows, ({ tips }) => tips),
    giftCards: money(rows, ({ giftCards }) => giftCards),
  };
}

function kinds(trade: Trade, range: Days) {
  const placed = trade.orders.filter(({ counts }) => counts);
  const inside = placed.filter(within(range));
  const ever = grouped(
    placed.filter(({ customerId }) => customerId !== null),
    ({ customerId }) => customerId,
  );
  const now = grouped(
    inside.filter(({ customerId }) => customerId !== null),
    ({ customerId }) => customerId,
  );
  const ids = [...now.keys()];
  const returning = ids.filter((id) => (ever.get(id)?.length ?? 0) > 1).length;
  const repeat = ids.filter((id) => (now.get(id)?.length ?? 0) > 1).length;
  return {
    firstOrders: inside.filter(({ place }) => place === 1).length,
    laterOrders: inside.filter(({ place }) => (place ?? 0) > 1).length,
    guestOrders: inside.filter(({ customerId }) => customerId === null).length,
    customers: ids.length,
    newCustomers: ids.filter((id) => now.get(id)?.some(({ place }) => place === 1)).length,
    returningCustomers: returning,
    repeatCustomers: repeat,
    returningCustomerRate: ratio(returning, ids.length),
    repeatPurchaseRate: ratio(repeat, ids.length),
  };
}

function daily(trade: Trade, range: Days) {
  const placed = grouped(
    trade.orders.filter(({ counts }) => counts),
    ({ day }) => day,
  );
  return [...grouped(trade.rows.filter(within(range)), ({ day }) => day)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, rows]) => ({
      day,
      ...sums(rows),
      orders: String(placed.get(day)?.length ?? 0),
      unitsSold: money(rows, ({ unitsSold }) => unitsSold),
      unitsReturned: money(rows, ({ unitsReturned }) => unitsReturned),
    }));
}

function bestCustomers(trade: Trade, range: Days, limit: number) {
  const placed = grouped(
    trade.orders.filter(({ counts }) => counts),
    ({ customerId }) => customerId,
  );
  return [...grouped(trade.rows.filter(within(range)), ({ order }) => order.customerId)]
    .flatMap(([customerId, rows]) => {
      const ever = placed.get(customerId) ?? [];
      const orders = ever.filter(within(range)).length;
      if (customerId === null || orders === 0) return [];
      const lastOrderAt = new Date(Math.max(...ever.map(({ at }) => at))).toISOString();
      return [{ customerId, orders, netSales: money(rows, ({ net }) => net), ordersEver: ever.length, lastOrderAt }];
    })
    .sort((a, b) => Number(b.netSales) - Number(a.netSales) || compareIds(a.customerId, b.customerId))
    .slice(0, limit);
}

function bestProducts(trade: Trade, range: Days, limit: number) {
  const goods = trade.rows.filter(within(range)).filter(({ lineType }) => lineType === "PRODUCT");
  return [...grouped(goods, ({ productId }) => productId)]
    .map(([productId, rows]) => ({
      productId,
      title: titleOf(trade, productId),
      units: sum(rows, ({ unitsSold }) => unitsSold),
      unitsReturned: sum(rows, ({ unitsReturned }) => unitsReturned),
      grossSales: money(rows, ({ gross }) => gross),
      netSales: money(rows, ({ net }) => net),
    }))
    .filter(({ units }) => units > 0)
    .sort((a, b) => Number(b.netSales) - Number(a.netSales) || compareIds(a.productId ?? "0", b.productId ?? "0"))
    .slice(0, limit);
}

function latest(trade: Trade, range: Days, limit: number) {
  return trade.orders
    .filter(({ counts }) => counts)
    .filter(within(range))
    .sort((a, b) => b.at - a.at || compareIds(b.id, a.id))
    .slice(0, limit)
    .map((order) => ({
      orderId: order.id,
      name: order.name,
      placedAt: new Date(order.at).toISOString(),
      customerId: order.customerId,
      place: order.place,
      total: String(order.record.currentTotal),
      currency: order.record.currency,
      ...statusOf(order),
      cancelled: order.record.cancelledAt !== null,
    }));
}

function overTime(trade: Trade, range: Days, granularity: Granularity, weekStart: "monday" | "sunday") {
  const starts = [...new Set(daysOf(range).map((day) => bucketOf(day, range, granularity, weekStart)))];
  const rows = grouped(trade.rows.filter(within(range)), ({ day }) => bucketOf(day, range, granularity, weekStart));
  const orders = grouped(trade.orders.filter(({ counts }) => counts).filter(within(range)), ({ day }) =>
    bucketOf(day, range, granularity, weekStart),
  );
  return starts.map((start) => {
    const sold = rows.get(start) ?? [];
    return {
      start,
      grossSales: money(sold, ({ gross }) => gross),
      netSales: money(sold, ({ net }) => net),
      totalSales: money(sold, ({ total }) => total),
      orders: orders.get(start)?.length ?? 0,
    };
  });
}

function salesOn(trade: Trade, day: string) {
  return trade.rows
    .filter((row) => row.day === day)
    .sort((a, b) => compareIds(a.order.id, b.order.id) || compareIds(a.saleId, b.saleId))
    .map((row) => ({
      saleId: row.saleId,
      orderId: row.order.id,
      orderName: row.order.name,
      lineType: row.lineType,
      action: row.action,
      ...sums([row]),
      orders: "0",
      unitsSold: String(row.unitsSold),
      unitsReturned: String(row.unitsReturned),
    }));
}

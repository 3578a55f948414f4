import { purchaseRates } from "../../app/insights/retention/purchase-rates.ts";
import { salesByKind } from "../../app/insights/retention/sales-by-kind.ts";
import { secondOrderGaps } from "../../app/insights/retention/second-order-gaps.ts";
import { secondOrderShares } from "../../app/insights/retention/second-order-shares.ts";
import { type Buyer, buyersOf } from "./buyers.ts";
import { cohortsQuestions } from "./cohorts.ts";
import { bucketOf, type Days, daysBetween, daysOf, type Granularity, grouped, money, ratio, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import type { Order, Row, Trade } from "./trade.ts";

const SPANS: readonly (readonly [number, number | null])[] = [
  [0, 0],
  [1, 7],
  [8, 14],
  [15, 30],
  [31, 60],
  [61, 90],
  [91, 180],
  [181, 365],
  [366, null],
];
const SHARES = [30, 60, 90, 180, 365];

/** What the page of retention asks. */
export function retentionQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const buyers = buyersOf(trade);
  return [...cohortsQuestions(trade, shop, buyers), ...ranges.flatMap((range) => rangeQuestions(trade, shop, buyers, range))];
}

function rangeQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const granularities: Granularity[] = ["day", "week", "month"];
  return [
    { insight: "second-order-gaps", of, ask: () => secondOrderGaps(shop, range), expected: gapsOf(buyers, range) },
    {
      insight: "second-order-shares",
      of,
      ask: () => secondOrderShares(shop, { ...range, today: trade.today }),
      expected: sharesOf(buyers, range, trade.today),
    },
    {
      insight: "sales-by-kind",
      of: `${of} as a whole`,
      ask: () => salesByKind(shop, { ...range, granularity: "whole" }),
      expected: [kindsOf(range.from, trade.rows.filter(within(range)), trade.orders.filter(within(range)))],
    },
    ...granularities.flatMap((granularity) => [
      {
        insight: "sales-by-kind",
        of: `${of} by ${granularity}`,
        ask: () => salesByKind(shop, { ...range, granularity, weekStart: trade.weekStart }),
        expected: bucketsOf(trade, range, granularity).map(({ start, rows, orders }) => kindsOf(start, rows, orders)),
      },
      {
        insight: "purchase-rates",
        of: `${of} by ${granularity}`,
        ask: () => purchaseRates(shop, { ...range, granularity, weekStart: trade.weekStart }),
        expected: bucketsOf(trade, range, granularity).map(({ start, orders }) => ratesOf(buyers, start, orders)),
      },
    ]),
  ];
}

function bucketsOf(trade: Trade, range: Days, granularity: Granularity) {
  const start = ({ day }: { readonly day: string }) => bucketOf(day, range, granularity, trade.weekStart);
  const rows = grouped(trade.rows.filter(within(range)), start);
  const orders = grouped(trade.orders.filter(within(range)), start);
  const starts = [...new Set(daysOf(range).map((day) => start({ day })))];
  return starts.map((each) => ({ start: each, rows: rows.get(each) ?? [], orders: orders.get(each) ?? [] }));
}

/** By the kind of a row's order; goods added to an order that does not count are a later purchase, or a guest's. */
function kindsOf(start: string, rows: readonly Row[], orders: readonly Order[]) {
  const kind = ({ order }: Row) => (order.customerId === null ? "guest" : order.place === 1 ? "first" : "later");
  const counted = orders.filter(({ counts }) => counts);
  return {
    start,
    netSales: money(rows, ({ net }) => net),
    firstSales: money(
      rows.filter((row) => kind(row) === "first"),
      ({ net }) => net,
    ),
    laterSales: money(
      rows.filter((row) => kind(row) === "later"),
      ({ net }) => net,
    ),
    guestSales: money(
      rows.filter((row) => kind(row) === "guest"),
      ({ net }) => net,
    ),
    firstOrders: counted.filter(({ place }) => place === 1).length,
    laterOrders: counted.filter(({ place }) => (place ?? 0) > 1).length,
    guestOrders: counted.filter(({ customerId }) => customerId === null).length,
  };
}

function ratesOf(buyers: readonly Buyer[], start: string, orders: readonly Order[]) {
  const byId = new Map(buyers.map((buyer) => [buyer.id, buyer]));
  const those = [
    ...grouped(
      orders.filter(({ place }) => place !== null),
      ({ customerId }) => customerId ?? "",
    ),
  ];
  const returning = those.filter(([id]) => (byId.get(id)?.orders.length ?? 0) > 1).length;
  const repeat = those.filter(([, placed]) => placed.length > 1).length;
  return {
    start,
    customers: those.length,
    newCustomers: those.filter(([, placed]) => placed.some(({ place }) => place === 1)).length,
    returningCustomers: returning,
    repeatCustomers: repeat,
    returningCustomerRate: ratio(returning, those.length),
    repeatPurchaseRate: ratio(repeat, those.length),
  };
}

/** Of customers whose first order fell into the range: days to the second, null where there is none. */
function gaps(buyers: readonly Buyer[], range: Days): { first: string; gap: number | null }[] {
  return buyers
    .filter(({ orders }) => orders[0] !== undefined && within(range)(orders[0]))
    .map(({ orders: [first, second] }) => ({ first: first?.day ?? "", gap: first && second ? daysBetween(first.day, second.day) : null }));
}

function gapsOf(buyers: readonly Buyer[], range: Days) {
  const known = gaps(buyers, range);
  return SPANS.map(([from, to]) => ({
    from,
    to,
    customers: known.filter(({ gap }) => gap !== null && gap >= from && (to === null || gap <= to)).length,
  }));
}

function sharesOf(buyers: readonly Buyer[], range: Days, today: string) {
  const known = gaps(buyers, range);
  const cameBack = known.flatMap(({ gap }) => (gap === null ? [] : [gap])).sort((a, b) => a - b);
  const middle = cameBack.length / 2;
  const medianDays = cameBack.length === 0 ? null : ((cameBack[Math.ceil(middle) - 1] ?? 0) + (cameBack[Math.floor(middle)] ?? 0)) / 2;
  const row = (span: number | null) => {
    const had = known.filter(({ first }) => span === null || daysBetween(first, today) > span);
    const back = had.filter(({ gap }) => gap !== null && (span === null || gap <= span)).length;
    return {
      within: span,
      customers: had.length,
      cameBack: back,
      share: ratio(back, had.length),
      medianDays: span === null ? medianDays : null,
    };
  };
  return [...SHARES.map(row), row(null)];
}

import { cohortAverages } from "../../app/insights/retention/cohort-averages.ts";
import { cohortTable } from "../../app/insights/retention/cohort-table.ts";
import { cohortValues } from "../../app/insights/retention/cohort-values.ts";
import { purchaseRates } from "../../app/insights/retention/purchase-rates.ts";
import { salesByKind } from "../../app/insights/retention/sales-by-kind.ts";
import { secondOrderGaps } from "../../app/insights/retention/second-order-gaps.ts";
import { secondOrderShares } from "../../app/insights/retention/second-order-shares.ts";
import { type Buyer, buyersOf } from "./buyers.ts";
import { titleOf } from "./goods.ts";
import {
  bucketOf,
  type Days,
  daysBetween,
  daysOf,
  type Granularity,
  grouped,
  money,
  monthOf,
  plusMonths,
  ratio,
  rounded,
  sum,
  within,
} from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import type { Order, Row, Trade } from "./trade.ts";

type Dimension = "all" | "product" | "channel" | "code" | "tag";

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
  const cohorts = buyers.map(({ cohort }) => cohort).sort();
  const span = { from: cohorts[0] ?? monthOf(trade.today), to: cohorts.at(-1) ?? monthOf(trade.today) };
  return [
    ...narrowings(trade, buyers).flatMap(({ dimension, value }) => cohortQuestions(trade, shop, buyers, { dimension, value, span })),
    ...(["product", "channel", "code", "tag"] as const).map((dimension) => valuesQuestion(trade, shop, buyers, dimension)),
    ...ranges.flatMap((range) => rangeQuestions(trade, shop, buyers, range)),
  ];
}

/** The values of a dimension that a customer stands under. */
function traits(trade: Trade, { id, orders }: Buyer, dimension: Dimension): string[] {
  const first = orders[0];
  if (first === undefined || dimension === "all") return [""];
  if (dimension === "channel") return [first.channel ?? ""];
  const lower = (texts: readonly string[]) => [...new Set(texts.map((text) => text.toLowerCase()))];
  if (dimension === "code") return first.codes.length === 0 ? [""] : lower(first.codes);
  if (dimension === "tag") return lower(trade.shop.records.customers.find(id)?.tags ?? []);
  const goods = first.rows.filter(({ isOfOrder, lineType, action }) => isOfOrder && lineType === "PRODUCT" && action === "ORDER");
  return [...new Set(goods.map(({ productId }) => productId ?? "0"))];
}

/** Everybody, and of each other dimension the two values with most customers and the one with fewest. */
function narrowings(trade: Trade, buyers: readonly Buyer[]): { dimension: Dimension; value: string }[] {
  const some = (["product", "channel", "code", "tag"] as const).flatMap((dimension) => {
    const values = valuesOf(trade, buyers, dimension).map(({ value }) => value);
    return [...new Set([...values.slice(0, 2), ...values.slice(-1)])].map((value) => ({ dimension, value }));
  });
  return [{ dimension: "all", value: "" }, ...some];
}

function valuesOf(trade: Trade, buyers: readonly Buyer[], dimension: Dimension) {
  const all = buyers.flatMap((buyer) => traits(trade, buyer, dimension));
  return [...grouped(all, (value) => value)]
    .map(([value, those]) => ({ value, customers: those.length }))
    .sort((a, b) => b.customers - a.customers || (a.value < b.value ? -1 : 1));
}

function valuesQuestion(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], dimension: Exclude<Dimension, "all">): Question {
  const nameOf = (value: string) => (dimension === "product" ? titleOf(trade, value) : value);
  return {
    insight: "cohort-values",
    of: dimension,
    ask: () => cohortValues(shop, { dimension, limit: 100 }),
    expected: valuesOf(trade, buyers, dimension)
      .slice(0, 100)
      .map(({ value, customers }) => ({ value, name: nameOf(value), customers })),
  };
}

type Narrowed = { readonly dimension: Dimension; readonly value: string; readonly span: Days };

function cohortQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[], { dimension, value, span }: Narrowed): Question[] {
  const those = buyers.filter((buyer) => traits(trade, buyer, dimension).includes(value));
  const params = { dimension, value, ...span, today: trade.today };
  const of = `${dimension} ${value}`;
  const cells = cellsOf(trade, those, span);
  return [
    { insight: "cohort-table", of, ask: () => cohortTable(shop, params), expected: cells.map(shown) },
    { insight: "cohort-averages", of, ask: () => cohortAverages(shop, params), expected: averagesOf(cells) },
  ];
}

type CohortCell = {
  readonly cohort: string;
  readonly size: number;
  readonly since: number;
  readonly month: string;
  readonly over: boolean;
  readonly customers: number;
  readonly orders: number;
  readonly net: number;
};

function cellsOf(trade: Trade, buyers: readonly Buyer[], span: Days): CohortCell[] {
  const thisMonth = monthOf(trade.today);
  const cohorts = [...grouped(buyers, ({ cohort }) => cohort)].filter(([cohort]) => cohort >= span.from && cohort <= span.to);
  return cohorts
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([cohort, members]) => {
      const cells: CohortCell[] = [];
      const ordered = grouped(
        members.flatMap(({ orders }) => [...new Set(orders.map(({ day }) => monthOf(day)))]),
        (month) => month,
      );
      const orders = sumsByMonth(members.flatMap((member) => member.orders.map(({ day }) => ({ day, amount: 1 }))));
      const net = sumsByMonth(members.flatMap(({ rows }) => rows.map((row) => ({ day: row.day, amount: row.net }))));
      for (let since = 0, month = cohort; month <= thisMonth; since += 1, month = plusMonths(cohort, since)) {
        const customers = ordered.get(month)?.length ?? 0;
        const toDate = { orders: upTo(orders, month), net: upTo(net, month) };
        cells.push({ cohort, size: members.length, since, month, over: month < thisMonth, customers, ...toDate });
      }
      return cells;
    });
}

function sumsByMonth(rows: readonly { readonly day: string; readonly amount: number }[]): Map<string, number> {
  const months = grouped(rows, ({ day }) => monthOf(day));
  return new Map([...months].map(([month, of]) => [month, sum(of, ({ amount }) => amount)]));
}

function upTo(sums: ReadonlyMap<string, number>, last: string): number {
  return sum(sums, ([month, amount]) => (month <= last ? amount : 0));
}

function shown({ net, ...cell }: CohortCell) {
  return {
    ...cell,
    netSales: String(net),
    retention: cell.customers / cell.size,
    value: rounded(net, cell.size),
    ordersPerCustomer: cell.orders / cell.size,
  };
}

function averagesOf(cells: readonly CohortCell[]) {
  return [
    ...grouped(
      cells.filter(({ over }) => over),
      ({ since }) => since,
    ),
  ]
    .sort(([a], [b]) => a - b)
    .map(([since, those]) => {
      const size = sum(those, (cell) => cell.size);
      return {
        since,
        cohorts: those.length,
        size,
        retention: sum(those, (cell) => cell.customers) / size,
        value: rounded(
          sum(those, (cell) => cell.net),
          size,
        ),
        ordersPerCustomer: sum(those, (cell) => cell.orders) / size,
      };
    });
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
        ask: () => salesByKind(shop, { ...range, granularity }),
        expected: bucketsOf(trade, range, granularity).map(({ start, rows, orders }) => kindsOf(start, rows, orders)),
      },
      {
        insight: "purchase-rates",
        of: `${of} by ${granularity}`,
        ask: () => purchaseRates(shop, { ...range, granularity }),
        expected: bucketsOf(trade, range, granularity).map(({ start, orders }) => ratesOf(buyers, start, orders)),
      },
    ]),
  ];
}

function bucketsOf(trade: Trade, range: Days, granularity: Granularity) {
  const start = ({ day }: { readonly day: string }) => bucketOf(day, range, granularity);
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

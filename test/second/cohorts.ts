import { cohortAverages } from "../../app/insights/retention/cohort-averages.ts";
import { cohortTable } from "../../app/insights/retention/cohort-table.ts";
import { cohortValues } from "../../app/insights/retention/cohort-values.ts";
import type { Buyer } from "./buyers.ts";
import { titleOf } from "./goods.ts";
import { type Days, grouped, monthOf, plusMonths, rounded, sum } from "./plain.ts";
import type { AskedShop, Question } from "./question.ts";
import type { Trade } from "./trade.ts";

type Dimension = "all" | "product" | "channel" | "code" | "tag";

/** What is asked of cohorts: all of them, and narrowed in every dimension. */
export function cohortsQuestions(trade: Trade, shop: AskedShop, buyers: readonly Buyer[]): Question[] {
  const cohorts = buyers.map(({ cohort }) => cohort).sort();
  const span = { from: cohorts[0] ?? monthOf(trade.today), to: cohorts.at(-1) ?? monthOf(trade.today) };
  return [
    ...narrowings(trade, buyers).flatMap(({ dimension, value }) => cohortQuestions(trade, shop, buyers, { dimension, value, span })),
    ...(["product", "channel", "code", "tag"] as const).map((dimension) => valuesQuestion(trade, shop, buyers, dimension)),
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

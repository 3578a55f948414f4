import { salesByLikeness } from "../../app/insights/breakdown/sales-by-likeness.ts";
import { salesByWeekdayAndHour } from "../../app/insights/breakdown/sales-by-weekday-and-hour.ts";
import { salesByCode } from "../../app/insights/discounts/sales-by-code.ts";
import { withAndWithoutCode } from "../../app/insights/discounts/with-and-without-code.ts";
import { byValue, compareText, type Days, daysOf, grouped, money, plusDays, rounded, sixDigits, sum, weekdayOf, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import type { Order, Row, Trade } from "./trade.ts";

const NO_DAYS = { from: "2000-01-02", to: "2000-01-01" };
const likenessColumns = ["orders", "netSales", "totalSales", "averageOrderValue"] as const;
const codeColumns = ["code", "orders", "grossSales", "netSales", "discounts", "averageDiscount", "discountRate", "firstOrders"] as const;

type Likeness = "channel" | "country" | "region" | "currency" | "hour";

/** What the pages of when and where, and of discount codes, ask. */
export function breakdownQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  return ranges.flatMap((range) => {
    const of = `${range.from} to ${range.to}`;
    const all = { size: null, offset: 0 };
    const before = { from: plusDays(range.from, -daysOf(range).length), to: plusDays(range.from, -1) };
    const regions = withoutBefore(likenesses(trade, range, NO_DAYS, "region"));
    const used = codes(trade, range);
    return [
      ...(["channel", "country", "region", "currency", "hour"] as const).map((by) => ({
        insight: "sales-by-likeness",
        of: `${of} by ${by}`,
        ask: () => salesByLikeness(shop, { ...range, by, before, sort: { column: "netSales", descending: true }, ...all }),
        expected: likenesses(trade, range, before, by),
      })),
      ...likenessColumns.map((column) => ({
        insight: "sales-by-likeness",
        of: `${of}, regions by ${column}, compared with nothing`,
        ask: () => salesByLikeness(shop, { ...range, by: "region", before: null, sort: { column, descending: false }, ...all }),
        expected: [...regions].sort(byColumn(column, false, "value")),
      })),
      { insight: "sales-by-weekday-and-hour", of, ask: () => salesByWeekdayAndHour(shop, range), expected: week(trade, range) },
      {
        insight: "sales-by-code",
        of,
        ask: () => salesByCode(shop, { ...range, sort: { column: "code", descending: false }, ...all }),
        expected: used,
      },
      ...codeColumns.map((column) => ({
        insight: "sales-by-code",
        of: `${of} by ${column}`,
        ask: () => salesByCode(shop, { ...range, sort: { column, descending: true }, size: 4, offset: 1 }),
        expected: codes(trade, range)
          .sort(byColumn(column, true, "code"))
          .slice(1, 5),
      })),
      { insight: "with-and-without-code", of, ask: () => withAndWithoutCode(shop, range), expected: codeUse(trade, range) },
    ];
  });
}

/** By a column of numbers, which may be written as text, or by the name of the row; rows that are alike by name. */
function byColumn<Name extends string>(column: Name, descending: boolean, name: string) {
  return (a: object, b: object): number => {
    const value = (row: object) => {
      const cell: unknown = Object.entries(row).find(([key]) => key === column)?.[1];
      return cell === null ? null : column === name ? String(cell) : Number(cell);
    };
    const nameOf = (row: object) => String(Object.entries(row).find(([key]) => key === name)?.[1]);
    return byValue(value, descending)(a, b) || compareText(nameOf(a), nameOf(b));
  };
}

function withoutBefore(rows: ReturnType<typeof likenesses>) {
  return rows.map((row) => ({ ...row, ordersBefore: null, netSalesBefore: null, totalSalesBefore: null }));
}

/** What an order is like; of the hour, each row's own counts. */
function likeOf(by: Likeness, order: Order): string {
  const { country, province } = order.destination ?? { country: "", province: null };
  if (by === "channel") return order.channel ?? "";
  if (by === "currency") return order.paidIn;
  if (by === "country") return country;
  if (by === "region") return province === null ? country : `${country}-${province}`;
  return String(order.hour).padStart(2, "0");
}

type Part = { readonly rows: readonly Row[]; readonly orders: readonly Order[] };

function partsOf(trade: Trade, range: Days, by: Likeness): Map<string, Part> {
  const rowValue = (row: Row) => (by === "hour" ? String(row.hour).padStart(2, "0") : likeOf(by, row.order));
  const rows = grouped(trade.rows.filter(within(range)), rowValue);
  const orders = grouped(trade.orders.filter(({ counts }) => counts).filter(within(range)), (order) => likeOf(by, order));
  return new Map(
    [...new Set([...rows.keys(), ...orders.keys()])].map((value) => [
      value,
      { rows: rows.get(value) ?? [], orders: orders.get(value) ?? [] },
    ]),
  );
}

function likenesses(trade: Trade, range: Days, before: Days, by: Likeness) {
  const [now, then] = [partsOf(trade, range, by), partsOf(trade, before, by)];
  const all = sum(trade.rows.filter(within(range)), ({ net }) => net);
  const told = [...new Set([...now.keys(), ...then.keys()])]
    .map((value) => {
      const { rows, orders } = now.get(value) ?? { rows: [], orders: [] };
      const earlier = then.get(value) ?? { rows: [], orders: [] };
      return {
        value,
        ...figures({ rows, orders }),
        totalSales: money(rows, ({ total }) => total),
        averageOrderValue: averageOf({ rows, orders }),
        share: sixDigits(
          sum(rows, ({ net }) => net),
          all,
        ),
        ordersBefore: earlier.orders.length,
        netSalesBefore: money(earlier.rows, ({ net }) => net),
        totalSalesBefore: money(earlier.rows, ({ total }) => total),
      };
    })
    .filter(
      (row) =>
        row.orders !== 0 ||
        row.ordersBefore !== 0 ||
        [row.grossSales, row.totalSales, row.returns, row.totalSalesBefore].some((amount) => amount !== "0"),
    )
    .sort((a, b) => Number(b.netSales) - Number(a.netSales) || (a.value < b.value ? -1 : 1));
  return told.map((row) => ({ ...row, rows: told.length }));
}

function figures({ rows, orders }: Part) {
  return {
    orders: orders.length,
    firstOrders: orders.filter(({ place }) => place === 1).length,
    grossSales: money(rows, ({ gross }) => gross),
    discounts: money(rows, ({ discounts }) => discounts),
    returns: money(rows, ({ returns }) => returns),
    netSales: money(rows, ({ net }) => net),
  };
}

function averageOf({ rows, orders }: Part): string | null {
  return rounded(
    sum(
      rows.filter(({ isOfOrder }) => isOfOrder),
      ({ gross, discounts }) => gross - discounts,
    ),
    orders.length,
  );
}

function week(trade: Trade, range: Days) {
  const rows = grouped(trade.rows.filter(within(range)), ({ day, hour }) => `${weekdayOf(day)} ${hour}`);
  const orders = grouped(trade.orders.filter(({ counts }) => counts).filter(within(range)), ({ day, hour }) => `${weekdayOf(day)} ${hour}`);
  const days = grouped(daysOf(range), weekdayOf);
  return Array.from({ length: 168 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24) + 1, index % 24];
    const sold = rows.get(`${weekday} ${hour}`) ?? [];
    return {
      weekday,
      hour,
      days: days.get(weekday)?.length ?? 0,
      orders: orders.get(`${weekday} ${hour}`)?.length ?? 0,
      netSales: money(sold, ({ net }) => net),
      totalSales: money(sold, ({ total }) => total),
    };
  });
}

function codes(trade: Trade, range: Days) {
  const rows = trade.rows.filter(within(range));
  const orders = trade.orders.filter(({ counts }) => counts).filter(within(range));
  const bears = ({ codes: borne }: Order, code: string) => borne.some((one) => one.toUpperCase() === code);
  const all = [
    ...new Set([...rows.map(({ order }) => order), ...orders].flatMap((order) => order.codes.map((code) => code.toUpperCase()))),
  ];
  const told = all
    .map((code) => ({
      code,
      part: { rows: rows.filter(({ order }) => bears(order, code)), orders: orders.filter((order) => bears(order, code)) },
    }))
    .map(({ code, part }) => ({ code, ...figures(part), ...discountsOf(part) }))
    .filter(({ orders: placed, grossSales, returns }) => placed !== 0 || grossSales !== "0" || returns !== "0")
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return told.map((row) => ({ ...row, rows: told.length }));
}

function discountsOf({ rows, orders }: Part) {
  const given = sum(rows, ({ discounts }) => discounts);
  return {
    averageDiscount: rounded(given, orders.length),
    discountRate: sixDigits(
      given,
      sum(rows, ({ gross }) => gross),
    ),
  };
}

function codeUse(trade: Trade, range: Days) {
  const rows = trade.rows.filter(within(range));
  const orders = trade.orders.filter(({ counts }) => counts).filter(within(range));
  return [true, false].map((withCode) => {
    const uses = ({ codes: borne }: Order) => borne.length > 0 === withCode;
    const part = { rows: rows.filter(({ order }) => uses(order)), orders: orders.filter(uses) };
    return { withCode, ...figures(part), averageOrderValue: averageOf(part), ...discountsOf(part) };
  });
}

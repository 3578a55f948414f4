import { orderChoices } from "../../app/insights/orders/order-choices.ts";
import { orderCount } from "../../app/insights/orders/order-count.ts";
import { orderList } from "../../app/insights/orders/order-list.ts";
import { deletedOrders, type Listed, listedOrders } from "./listed-order.ts";
import { oneOrderQuestions } from "./one-order.ts";
import { type Days, grouped, some, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { compareIds, type Order, type Trade } from "./trade.ts";

/** What the pages of orders ask. */
export function orderQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const listed = listedOrders(trade);
  const [whole = { from: trade.today, to: trade.today }, ...others] = ranges;
  return [
    ...filtersOf(listed, deletedOrders(trade)).flatMap((filter) =>
      [whole, ...others.slice(-2)].flatMap((range) => filterQuestions(shop, listed, range, filter)),
    ),
    ...ranges.flatMap((range) => sortQuestions(shop, listed, range)),
    ...[...ranges, ...singleDays(trade)].map((range) => ({
      insight: "order-choices",
      of: `${range.from} to ${range.to}`,
      ask: () => orderChoices(shop, range),
      expected: [choices(trade, range)],
    })),
    ...oneOrderQuestions(trade, shop),
  ];
}

/** The last days of the trade, each by itself: some channels see nothing but returns then. */
function singleDays({ rows }: Trade): Days[] {
  const days = [...new Set(rows.map(({ day }) => day))].sort().slice(-60);
  return days.map((day) => ({ from: day, to: day }));
}

type Filter = {
  readonly of: string;
  readonly params: object;
  readonly keeps: (order: Listed) => boolean;
  readonly named?: string;
  readonly among?: readonly Listed[];
};

/** Each filter with each value that orders have, the most usual ones and the rarest, and some filters together. */
function filtersOf(all: readonly Listed[], deleted: readonly Listed[]): Filter[] {
  const counted = all.filter(({ row }) => row.standing !== "test");
  const is = (state: string, keeps: Filter["keeps"]) => ({ of: state, params: { is: [state] }, keeps });
  const [first] = counted;
  const customerId = counted.find(({ row }) => row.customerId !== null)?.row.customerId ?? "0";
  return [
    ...valuesOf(counted, ({ row }) => [row.financialStatus]).map((payment) => ({
      of: `payment ${payment}`,
      params: { payment },
      keeps: ({ row }: Listed) => row.financialStatus === payment,
    })),
    ...valuesOf(counted, ({ row }) => [row.fulfillmentStatus]).map((fulfillment) => ({
      of: `fulfillment ${fulfillment}`,
      params: { fulfillment },
      keeps: ({ row }: Listed) => row.fulfillmentStatus === fulfillment,
    })),
    is("open", ({ row }) => !row.closed && !row.cancelled),
    is("closed", ({ row }) => row.closed),
    is("cancelled", ({ row }) => row.cancelled),
    is("edited", ({ row }) => row.edited),
    is("returned", ({ row }) => row.returned),
    { of: "closed and returned", params: { is: ["closed", "returned"] }, keeps: ({ row }) => row.closed && row.returned },
    ...valuesOf(counted, ({ row }) => [row.channel]).map((name) => ({
      of: `channel ${name ?? "none"}`,
      params: { channel: { name } },
      keeps: ({ row }: Listed) => row.channel === name,
    })),
    ...(["tags", "codes", "products"] as const).flatMap((facet) =>
      some(
        valuesOf(counted, (order) => order[facet]),
        4,
      ).map((value) => ({
        of: `${facet} ${value}`,
        params: { [{ tags: "tag", codes: "code", products: "product" }[facet]]: value.toUpperCase() },
        keeps: (order: Listed) => order[facet].includes(value),
      })),
    ),
    { of: "first orders", params: { kind: "first" }, keeps: ({ row }) => row.place === 1 },
    { of: "later orders", params: { kind: "later" }, keeps: ({ row }) => (row.place ?? 0) > 1 },
    { of: "guests", params: { kind: "guest" }, keeps: ({ row }) => row.customerId === null },
    {
      of: "later orders that came back",
      params: { kind: "later", is: ["returned"] },
      keeps: ({ row }) => (row.place ?? 0) > 1 && row.returned,
    },
    ...searches(first?.row.name ?? "#1", customerId),
    { of: "deleted", params: { show: "deleted" }, keeps: () => true, among: deleted },
  ];
}

/** An order by its name, with the sign and without; the beginning of one; a beginning, or a customer. */
function searches(name: string, customerId: string): Filter[] {
  const bare = name.replace("#", "");
  const search = (words: string, customers: string[]): Filter => ({
    of: `called ${words}, or of ${customers.length} customers`,
    params: { search: { name: words, customers } },
    keeps: ({ row }) => row.name.replace("#", "").startsWith(words.replace("#", "")) || customers.includes(row.customerId ?? ""),
    named: words.replace("#", ""),
  });
  return [search(name, []), search(bare, []), search(bare.slice(0, -1), []), search(bare.slice(0, 2), [customerId])];
}

/** The values that orders have, the most usual first. */
function valuesOf<T>(orders: readonly Listed[], of: (order: Listed) => readonly T[]): T[] {
  return [...grouped(orders.flatMap(of), (value) => value)].sort(([, a], [, b]) => b.length - a.length).map(([value]) => value);
}

function filterQuestions(
  shop: AskedShop,
  all: readonly Listed[],
  range: Days,
  { of: name, params, keeps, named, among = all }: Filter,
): Question[] {
  const of = `${name}, ${range.from} to ${range.to}`;
  const asked = { ...range, ...params };
  const kept = among.filter(({ row }) => row.standing !== "test" && within(range)(row)).filter(keeps);
  const isNamed = ({ row }: Listed) => (row.name.replace("#", "") === named ? 0 : 1);
  const rows = kept.sort((a, b) => isNamed(a) - isNamed(b) || -byPlaced(a, b)).map(({ row }) => row);
  return [
    { insight: "order-list", of, ask: () => orderList(shop, asked), expected: rows },
    { insight: "order-count", of, ask: () => orderCount(shop, asked), expected: [{ orders: rows.length }] },
  ];
}

function byPlaced(a: Listed, b: Listed): number {
  return Date.parse(a.row.placedAt) - Date.parse(b.row.placedAt) || compareIds(a.row.orderId, b.row.orderId);
}

function sortQuestions(shop: AskedShop, all: readonly Listed[], range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const inside = all.filter(({ row }) => within(range)(row));
  const counted = inside.filter(({ row }) => row.standing !== "test");
  const amount = { total: ({ row }: Listed) => Number(row.currentTotal), net: ({ row }: Listed) => Number(row.netSales), placed: () => 0 };
  const sorted = (column: "placed" | "total" | "net", descending: boolean, limit: number | null, offset: number) => {
    const compare = (a: Listed, b: Listed) =>
      column === "placed" ? byPlaced(a, b) : amount[column](a) - amount[column](b) || compareIds(a.row.orderId, b.row.orderId);
    const rows = [...counted].sort((a, b) => compare(a, b) * (descending ? -1 : 1)).map(({ row }) => row);
    return {
      insight: "order-list",
      of: `${of} by ${column}`,
      ask: () => orderList(shop, { ...range, sort: { column, descending }, limit, offset }),
      expected: rows.slice(offset, limit === null ? undefined : offset + limit),
    };
  };
  const tests = inside.filter(({ row }) => row.standing === "test").sort((a, b) => -byPlaced(a, b));
  return [
    sorted("placed", false, null, 0),
    sorted("total", true, null, 0),
    sorted("net", true, 50, 100),
    sorted("net", false, 50, 0),
    sorted("placed", true, 50, 50),
    {
      insight: "order-list",
      of: `${of}, tests`,
      ask: () => orderList(shop, { ...range, show: "test" }),
      expected: tests.map(({ row }) => row),
    },
    { insight: "order-count", of, ask: () => orderCount(shop, range), expected: [{ orders: counted.length }] },
  ];
}

function choices({ shop, orders }: Trade, range: Days) {
  const placed = orders.filter(({ counts }) => counts).filter(within(range));
  const channels = [...grouped(placed, ({ channel }) => channel ?? "")];
  const tags = new Set(orders.filter(({ test }) => !test).flatMap((order: Order) => order.tags.map((tag) => tag.toLowerCase())));
  const products = [...shop.records.catalog.products].map(({ id, title }) => ({ id, title }));
  return {
    channels: channels.sort(([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1)).map(([channel]) => channel),
    tags: [...tags].sort().slice(0, 100),
    products: products.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : compareIds(a.id, b.id))).slice(0, 250),
  };
}

import type { Figures } from "../../world/books.ts";
import { fixedDecimal } from "../../world/money.ts";
import type { SimulatedShop } from "../../world/shop.ts";
import type { Wire } from "../../world/wire.ts";
import { DIMENSIONS, displayName, METRICS, ORDERS, RENAMED } from "./columns.ts";
import { dayOf, daysBetween, today } from "./days.ts";
import { parseShopifyql, type SalesQuery, ShopifyqlParseError } from "./parse.ts";

const DEFAULT_LIMIT = 1000;

type Entry = { readonly keys: Readonly<Record<string, string>>; readonly figures: Figures | null; readonly orders: bigint };
type Row = { readonly keys: Readonly<Record<string, string>>; readonly sums: Map<string, bigint> };

/** Answers a ShopifyQL query over sales from the shop's books; what cannot be read comes back in `parseErrors`, without data. */
export function shopifyqlAnswer(shop: SimulatedShop, nowMs: number, text: string): Wire {
  try {
    return { ...answer([], tableData(shop, nowMs, parseShopifyql(text))) };
  } catch (error) {
    if (error instanceof ShopifyqlParseError) return answer([error.message], null);
    throw error;
  }
}

function answer(parseErrors: readonly string[], table: Wire | null): Wire {
  return { __typename: "ShopifyqlQueryResponse", analyticsTargets: [], parseErrors, parseWarnings: [], tableData: table };
}

function tableData(shop: SimulatedShop, nowMs: number, query: SalesQuery): Wire {
  const dimensions = [...new Set([...query.groupBy, ...(query.timeseries ? [query.timeseries] : [])])];
  check(query, dimensions);
  const now = today(nowMs, shop.profile.timeZone);
  const [from, to] = [dayOf(query.since, now, "-30d"), dayOf(query.until, now, "today")];
  if (query.timeseries && !["day", "month"].includes(query.timeseries))
    throw new ShopifyqlParseError(`TIMESERIES ${query.timeseries} is not served by the stand-in.`);

  const rows = new Map<string, Row>();
  const rowOf = (keys: Readonly<Record<string, string>>): Row => {
    const own = Object.fromEntries(dimensions.map((name) => [name, keys[name] ?? ""]));
    const id = JSON.stringify(own);
    const row = rows.get(id) ?? { keys: own, sums: new Map(query.show.map((name) => [name, 0n])) };
    rows.set(id, row);
    return row;
  };
  // A time series has a row for every day, whether or not something was sold.
  if (query.timeseries && query.groupBy.length === 0) for (const day of daysBetween(from, to)) rowOf(dayKeys(day));
  if (dimensions.length === 0) rowOf({});
  for (const entry of entries(shop, dimensions, from, to)) {
    const { sums } = rowOf(entry.keys);
    for (const name of query.show) {
      const metric = METRICS[name];
      const value = name === ORDERS ? entry.orders : entry.figures && metric ? metric.of(entry.figures) : 0n;
      sums.set(name, (sums.get(name) ?? 0n) + value);
    }
  }
  const sorted = sortRows([...rows.values()], query, dimensions).slice(0, query.limit ?? DEFAULT_LIMIT);
  const { currency } = shop.profile;
  return {
    __typename: "ShopifyqlTableData",
    columns: [...dimensions, ...query.show].map(column),
    rowMetadata: sorted.map(() => ({
      __typename: "ShopifyqlRowMetadata",
      nullCellTranslations: [],
      rawResourceIds: [],
      topNRemainderColumnNames: [],
    })),
    rows: sorted.map(({ keys, sums }) => ({
      ...keys,
      ...Object.fromEntries(
        [...sums].map(([name, sum]) => [name, METRICS[name]?.dataType === "MONEY" ? fixedDecimal(sum, currency) : String(sum)]),
      ),
    })),
  };
}

function check(query: SalesQuery, dimensions: readonly string[]): void {
  for (const name of query.show) {
    const renamed = RENAMED[name];
    if (renamed) throw new ShopifyqlParseError(`Column \`${name}\` was not found in \`sales\`. Did you mean \`${renamed}\`?`);
    if (!METRICS[name] && name !== ORDERS) throw new ShopifyqlParseError(`Column \`${name}\` was not found in \`sales\`.`);
  }
  for (const name of dimensions) if (!DIMENSIONS[name]) throw new ShopifyqlParseError(`Dimension \`${name}\` was not found in \`sales\`.`);
  if (query.orderBy && ![...dimensions, ...query.show].includes(query.orderBy.column))
    throw new ShopifyqlParseError(`ORDER BY column \`${query.orderBy.column}\` is not in the query.`);
  if (query.show.includes(ORDERS) && bySale(dimensions))
    throw new ShopifyqlParseError("The stand-in counts `orders` by day and month alone.");
}

function bySale(dimensions: readonly string[]): boolean {
  return dimensions.some((name) => name !== "day" && name !== "month");
}

function* entries(shop: SimulatedShop, dimensions: readonly string[], from: string, to: string): Generator<Entry> {
  if (!bySale(dimensions)) {
    for (const row of shop.books.days(from, to)) yield { keys: dayKeys(row.day), figures: row, orders: row.orders };
    return;
  }
  for (const row of shop.books.sales()) {
    if (row.day < from || row.day > to) continue;
    const { saleId: sale_id, orderId: order_id, orderName: order_name, lineType, action } = row;
    yield {
      keys: { ...dayKeys(row.day), sale_id, order_id, order_name, line_type: lineType.toLowerCase(), action_type: action.toLowerCase() },
      figures: row,
      orders: 0n,
    };
  }
}

function dayKeys(day: string): Record<string, string> {
  return { day, month: `${day.slice(0, 7)}-01` };
}

function sortRows(rows: Row[], { orderBy }: SalesQuery, dimensions: readonly string[]): Row[] {
  const by = orderBy?.column ?? dimensions[0];
  if (by === undefined) return rows;
  const sign = orderBy?.descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [x, y] = [a.sums.get(by) ?? a.keys[by] ?? "", b.sums.get(by) ?? b.keys[by] ?? ""];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}

function column(name: string): Wire {
  const dataType = DIMENSIONS[name] ?? METRICS[name]?.dataType ?? "INTEGER";
  return {
    __typename: "ShopifyqlTableDataColumn",
    columnOrigin: "REQUESTED",
    name,
    displayName: displayName(name),
    shortDisplayName: null,
    dataType,
    subType: null,
    dynamicColumnMetadata: null,
  };
}

import { grouped, sum } from "./plain.ts";
import { compareIds, type Order, type Row, type Trade } from "./trade.ts";

/** What the catalogue calls a product. */
export function titleOf(trade: Trade, productId: string | null): string | null {
  return trade.shop.records.catalog.product(productId ?? "")?.title ?? null;
}

/** The different products that an order was placed with; null for goods without one. */
export function basketOf({ rows }: Order): Set<string | null> {
  const bought = rows.filter(({ isOfOrder, lineType, action }) => isOfOrder && lineType === "PRODUCT" && action === "ORDER");
  return new Set(bought.map(({ productId }) => productId));
}

/** Every product of the catalogue, what sold most first; by id where nothing else tells two apart. */
export function productIds(trade: Trade): string[] {
  const net = new Map([...grouped(trade.rows, ({ productId }) => productId)].map(([id, rows]) => [id, sum(rows, (row) => row.net)]));
  const ids = [...trade.shop.records.catalog.products].map(({ id }) => id);
  return ids.sort((a, b) => (net.get(b) ?? 0) - (net.get(a) ?? 0) || compareIds(a, b));
}

/** The days, in order, on which units were sold. */
export function daysSold(rows: readonly Row[]): string[] {
  const byDay = [...grouped(rows, ({ day }) => day)].filter(([, of]) => sum(of, ({ unitsSold }) => unitsSold) > 0);
  return byDay.map(([day]) => day).sort();
}

import { withShop } from "../../app/db.server.ts";
import { localDay } from "../../app/lib/local-day.ts";

type Rows = Record<string, unknown>[];
export type OrderRollups = { summaries: Rows; facets: Rows };

/** The rollups of the orders list as they stand. */
export function storedOrders(shop: { id: string }): Promise<OrderRollups> {
  return withShop(shop.id, async (tx) => ({
    summaries: await tx.query(`
      select order_id, name, day, placed_at, customer_id, place, standing, financial_status, fulfillment_status, cancelled, closed, edited,
             returned, source_name, units, original_total, current_total, net, currency
      from   order_summary order by order_id`),
    facets: await tx.query('select facet, value, day, order_id from order_facet order by facet, value collate "C", order_id'),
  }));
}

/** The same, reckoned from the facts order by order, without their SQL. `places`: the rows of `order_place`, reckoned anew as well. */
export async function recomputedOrders(shop: { id: string; timeZone: string }, places: Rows): Promise<OrderRollups> {
  const [orders, sales, lines] = await withShop(shop.id, async (tx) => [
    await tx.query("select * from orders order by id"),
    await tx.query("select * from sale order by happened_at, id"),
    await tx.query("select * from order_line order by order_id, id"),
  ]);
  const placeOf = new Map(places.map((row) => [row.order_id, row.place]));
  const summaries = (orders ?? []).map((order) => {
    const ledger = (sales ?? []).filter((sale) => sale.order_id === order.id);
    const first = ledger.find((sale) => sale.reason === "ORDER");
    const ordered = ledger.filter((sale) => sale.reason === "ORDER").map((sale) => sale.line_type);
    const goods = ledger.filter((sale) => sale.line_type === "PRODUCT");
    const earned = ledger.filter((sale) => sale.line_type === "PRODUCT" || sale.line_type === "ADJUSTMENT");
    return {
      order_id: order.id,
      name: order.name,
      day: first?.day ?? (order.processed_at instanceof Date ? localDay(order.processed_at, shop.timeZone) : null),
      placed_at: first?.happened_at ?? order.processed_at,
      customer_id: order.customer_id,
      place: placeOf.get(order.id) ?? null,
      standing: standing(order, ordered),
      financial_status: order.financial_status,
      fulfillment_status: order.fulfillment_status,
      cancelled: order.cancelled_at !== null,
      closed: order.closed_at !== null,
      edited: order.edited,
      returned: goods.some((sale) => sale.action === "RETURN"),
      source_name: order.source_name,
      units: String(goods.reduce((sum, sale) => sum + Number(sale.quantity ?? 0), 0)),
      original_total: order.original_total,
      current_total: order.current_total,
      net: String(earned.reduce((sum, sale) => sum + BigInt(String(sale.total)) - BigInt(String(sale.tax)), 0n)),
      currency: order.currency,
    };
  });
  const dayOf = new Map(summaries.map((row) => [row.order_id, row.day]));
  const facets = new Map<string, { facet: string; value: string; day: unknown; order_id: unknown }>();
  const add = (facet: string, value: unknown, orderId: unknown) => {
    const row = { facet, value: String(value).toLowerCase().slice(0, 255), day: dayOf.get(orderId), order_id: orderId };
    facets.set(JSON.stringify(row), row);
  };
  for (const order of orders ?? []) {
    for (const tag of listOf(order.tags)) add("tag", tag, order.id);
    for (const code of listOf(order.discount_codes)) add("code", code, order.id);
  }
  for (const line of lines ?? []) if (line.product_id !== null) add("product", line.product_id, line.order_id);
  return { summaries, facets: [...facets.values()].sort(byFacet) };
}

function standing(order: Record<string, unknown>, ordered: readonly unknown[]): string {
  if (order.deleted_at !== null) return "deleted";
  if (order.test === true) return "test";
  return ordered.includes("GIFT_CARD") && !ordered.includes("PRODUCT") ? "gift_cards" : "sale";
}

function listOf(array: unknown): readonly unknown[] {
  return Array.isArray(array) ? array : [];
}

type Facet = { facet: string; value: string; order_id: unknown };

function byFacet(a: Facet, b: Facet): number {
  const keys = [a.facet < b.facet ? -1 : Number(a.facet > b.facet), a.value < b.value ? -1 : Number(a.value > b.value)];
  return keys.find((order) => order !== 0) ?? Number(BigInt(String(a.order_id)) - BigInt(String(b.order_id)));
}

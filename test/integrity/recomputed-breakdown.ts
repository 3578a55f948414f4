import { withShop } from "../../app/db.server.ts";

type Rows = Record<string, unknown>[];

/** The shop's breakdown of each day as it stands. */
export function storedBreakdown(shop: { id: string }): Promise<Rows> {
  return withShop(shop.id, (tx) =>
    tx.query(`
      select dimension, day, value, currency, orders::text, first_orders::text, gross::text, discounts::text, returns::text, net::text,
             total::text, order_value::text
      from   daily_breakdown
      order by dimension collate "C", day, value collate "C", currency`),
  );
}

const figures = ["orders", "first_orders", "gross", "discounts", "returns", "net", "total", "order_value"] as const;
type Figures = Record<(typeof figures)[number], bigint>;

/** The same, reckoned from the facts row by row: each sale, and each order that was placed, goes to every value that its order has. */
export async function recomputedBreakdown(shop: { id: string; timeZone: string }): Promise<Rows> {
  const sums = new Map<string, Figures>();
  const add = (order: Row, day: string, at: unknown, currency: string, amounts: Partial<Figures>) => {
    for (const [dimension, value] of likeness(order, hourOf(at, shop.timeZone))) {
      const key = JSON.stringify([dimension, day, value, currency]);
      const sum =
        sums.get(key) ??
        ({ orders: 0n, first_orders: 0n, gross: 0n, discounts: 0n, returns: 0n, net: 0n, total: 0n, order_value: 0n } as const);
      sums.set(key, { ...sum, ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, sum[figure(name)] + amount])) });
    }
  };
  const { orders, sales, places } = await factsOf(shop);
  const byId = new Map(orders.map((order) => [String(order.id), order]));
  for (const sale of sales) {
    const order = byId.get(String(sale.order_id));
    if (order && order.test === false && order.deleted_at === null)
      add(order, String(sale.day), sale.happened_at, String(sale.currency), amountsOf(sale));
  }
  for (const place of places) {
    const order = byId.get(String(place.order_id));
    const first = place.place === 1 ? 1n : 0n;
    if (order) add(order, String(place.day), place.placed_at, String(place.currency), { orders: 1n, first_orders: first });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, sum]) => {
      const [dimension, day, value, currency] = JSON.parse(key);
      return { dimension, day, value, currency, ...Object.fromEntries(figures.map((name) => [name, String(sum[name])])) };
    });
}

type Row = Record<string, unknown>;

function figure(name: string): (typeof figures)[number] {
  const found = figures.find((known) => known === name);
  if (!found) throw new Error(`no figure ${name}`);
  return found;
}

function likeness(order: Row, hour: string): [string, string][] {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const country = text(order.country);
  const codes = Array.isArray(order.discount_codes) ? order.discount_codes.map((code) => String(code).toUpperCase()) : [];
  return [
    ["channel", text(order.source_name)],
    ["country", country],
    ["region", country === "" ? "" : [country, text(order.province)].filter((part) => part !== "").join("-")],
    ["currency", text(order.presentment_currency)],
    ["hour", hour],
    ...(codes.length === 0 ? [""] : [...new Set(codes)]).map((code): [string, string] => ["code", code]),
  ];
}

function hourOf(at: unknown, timeZone: string): string {
  if (!(at instanceof Date)) throw new Error("an instant was expected");
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone }).format(at);
}

function amountsOf({ line_type: line, action, reason, total, tax, discount }: Row): Partial<Figures> {
  const ex = BigInt(String(total)) - BigInt(String(tax));
  const taxes = line === "GIFT_CARD" ? 0n : BigInt(String(tax));
  const off = BigInt(String(discount));
  if (line === "ADJUSTMENT" || (line === "PRODUCT" && action === "RETURN")) return { returns: -ex, net: ex, total: ex + taxes };
  if (line === "PRODUCT" && (action === "ORDER" || action === "UPDATE"))
    return { gross: ex + off, discounts: off, net: ex, total: ex + taxes, order_value: reason === "ORDER" ? ex : 0n };
  return { total: taxes + (["SHIPPING", "DUTY", "FEE", "ADDITIONAL_FEE"].includes(String(line)) ? ex : 0n) };
}

function factsOf(shop: { id: string }): Promise<{ orders: Row[]; sales: Row[]; places: Row[] }> {
  return withShop(shop.id, async (tx) => ({
    orders: await tx.query("select * from orders"),
    sales: await tx.query("select * from sale"),
    places: await tx.query("select * from order_place"),
  }));
}

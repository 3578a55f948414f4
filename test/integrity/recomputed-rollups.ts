import { withShop } from "../../app/db.server.ts";

type Rows = Record<string, unknown>[];
export type Rollups = { places: Rows; days: Rows; products: Rows; customerDays: Rows; customers: Rows };

/** The shop's rollups as they stand. */
export function storedRollups(shop: { id: string }): Promise<Rollups> {
  return withShop(shop.id, async (tx) => ({
    places: await tx.query("select order_id, day, customer_id, currency, place from order_place order by order_id"),
    days: await tx.query(`
      select day, currency, gross::text, discounts::text, returns::text, shipping::text, duties::text, fees::text, taxes::text, tips::text,
             gift_cards::text, units_sold::text, units_returned::text, order_value::text, orders::text, first_orders::text,
             later_orders::text, guest_orders::text
      from   daily_sales order by day, currency`),
    products: await tx.query(`
      select day, product_id, currency, gross::text, discounts::text, returns::text, units_sold::text, units_returned::text
      from   daily_product_sales order by day, product_id, currency`),
    customerDays: await tx.query(`
      select customer_id, day, currency, orders::text, net::text from daily_customer_sales order by customer_id, day, currency`),
    customers: await tx.query(`
      select customer_id, orders::text, first_order_id, first_order_on, second_order_on, last_order_on, net::text, currency
      from   customer_stats order by customer_id`),
  }));
}

type Sale = {
  order_id: string;
  day: string;
  at: number;
  reason: string;
  action: string;
  line: string;
  product: string;
  quantity: number;
  ex: bigint;
  tax: bigint;
  discount: bigint;
  currency: string;
  customer: string | null;
};

/** The same, reckoned from the facts row by row: a second telling of docs/metrics.md that shares no SQL with app/rollups. */
export async function recomputedRollups(shop: { id: string }): Promise<Rollups> {
  const sales = await countedSales(shop);
  const orders = placedOrders(sales);
  const days = new Table<string>();
  const products = new Table<string>();
  const customerDays = new Table<string>();
  for (const sale of sales) {
    const { day, currency, customer } = sale;
    for (const [rung, amount] of rungs(sale)) days.add({ day, currency }, rung, amount);
    if (sale.line === "PRODUCT") {
      for (const [rung, amount] of rungs(sale)) {
        if (ofProducts.includes(rung)) products.add({ day, product_id: sale.product, currency }, rung, amount);
      }
    }
    if (customer !== null && ["PRODUCT", "ADJUSTMENT"].includes(sale.line)) {
      const returned = sale.line === "ADJUSTMENT" || sale.action === "RETURN" || sale.action === "ORDER" || sale.action === "UPDATE";
      customerDays.add({ customer_id: customer, day, currency }, "net", returned ? sale.ex : 0n);
    }
  }
  for (const order of orders) {
    const { day, currency, customer, place } = order;
    days.add({ day, currency }, "orders", 1n);
    days.add({ day, currency }, place === null ? "guest_orders" : place === 1 ? "first_orders" : "later_orders", 1n);
    if (customer !== null) customerDays.add({ customer_id: customer, day, currency }, "orders", 1n);
  }
  return {
    places: orders
      .map(({ id, day, customer, currency, place }) => ({ order_id: id, day, customer_id: customer, currency, place }))
      .sort((a, b) => compareIds(a.order_id, b.order_id)),
    days: days.rows(allRungs),
    products: products.rows(ofProducts),
    customerDays: customerDays.rows(["orders", "net"]),
    customers: customerRows(orders, customerDays.rows(["orders", "net"])),
  };
}

const ofProducts = ["gross", "discounts", "returns", "units_sold", "units_returned"];
const allRungs = [
  ...["gross", "discounts", "returns", "shipping", "duties", "fees", "taxes", "tips", "gift_cards", "units_sold", "units_returned"],
  ...["order_value", "orders", "first_orders", "later_orders", "guest_orders"],
];

/** To which figures one sale adds what. */
function rungs({ line, action, reason, ex, tax, discount, quantity }: Sale): [string, bigint][] {
  const taxes: [string, bigint][] = line === "GIFT_CARD" ? [] : [["taxes", tax]];
  const units = BigInt(quantity);
  if (line === "PRODUCT" && action === "RETURN") return [["returns", -ex], ["units_returned", -units], ...taxes];
  if (line === "PRODUCT" && (action === "ORDER" || action === "UPDATE")) {
    const value: [string, bigint][] = reason === "ORDER" ? [["order_value", ex]] : [];
    return [["gross", ex + discount], ["discounts", discount], ["units_sold", units], ...value, ...taxes];
  }
  const rung: Record<string, string> = {
    ADJUSTMENT: "returns",
    SHIPPING: "shipping",
    DUTY: "duties",
    FEE: "fees",
    ADDITIONAL_FEE: "fees",
    TIP: "tips",
    GIFT_CARD: "gift_cards",
  };
  const name = rung[line];
  return name ? [[name, line === "ADJUSTMENT" ? -ex : ex], ...taxes] : taxes;
}

/** Sums by key, given out as rows of text in the order of their keys. */
class Table<Key extends string> {
  private readonly sums = new Map<string, { key: Record<string, string>; figures: Map<string, bigint> }>();

  add(key: Record<Key, string>, figure: string, amount: bigint): void {
    const name = JSON.stringify(key);
    const entry = this.sums.get(name) ?? { key, figures: new Map<string, bigint>() };
    entry.figures.set(figure, (entry.figures.get(figure) ?? 0n) + amount);
    this.sums.set(name, entry);
  }

  rows(figures: readonly string[]): Rows {
    return [...this.sums.values()]
      .map(({ key, figures: sums }) => ({ ...key, ...Object.fromEntries(figures.map((name) => [name, String(sums.get(name) ?? 0n)])) }))
      .sort(byFirstColumns);
  }
}

function byFirstColumns(a: Record<string, string>, b: Record<string, string>): number {
  for (const [name, value] of Object.entries(a)) {
    const other = b[name] ?? "";
    const order = name.endsWith("_id") ? compareIds(value, other) : value < other ? -1 : Number(value > other);
    if (order !== 0) return order;
  }
  return 0;
}

function compareIds(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
}

type Placed = { id: string; day: string; at: number; customer: string | null; currency: string; place: number | null };

function placedOrders(sales: readonly Sale[]): Placed[] {
  const found = new Map<string, Sale[]>();
  for (const sale of sales) if (sale.reason === "ORDER") found.set(sale.order_id, [...(found.get(sale.order_id) ?? []), sale]);
  const placed = [...found].flatMap(([id, [first, ...rest]]): Placed[] => {
    if (!first) return [];
    const lines = [first, ...rest].map(({ line }) => line);
    if (lines.includes("GIFT_CARD") && !lines.includes("PRODUCT")) return [];
    return [{ id, day: first.day, at: first.at, customer: first.customer, currency: first.currency, place: null }];
  });
  placed.sort((a, b) => a.at - b.at || compareIds(a.id, b.id));
  const seen = new Map<string, number>();
  for (const order of placed) {
    if (order.customer === null) continue;
    order.place = (seen.get(order.customer) ?? 0) + 1;
    seen.set(order.customer, order.place);
  }
  return placed;
}

function customerRows(orders: readonly Placed[], customerDays: Rows): Rows {
  const histories = new Map<string, Placed[]>();
  for (const order of orders) {
    if (order.customer !== null) histories.set(order.customer, [...(histories.get(order.customer) ?? []), order]);
  }
  return [...histories]
    .map(([customer, history]) => {
      const [first, second] = history;
      const last = history.at(-1);
      const net = customerDays.filter((row) => row.customer_id === customer && row.currency === last?.currency);
      return {
        customer_id: customer,
        orders: String(history.length),
        first_order_id: first?.id,
        first_order_on: first?.day,
        second_order_on: second?.day ?? null,
        last_order_on: last?.day,
        net: String(net.reduce((sum, row) => sum + BigInt(String(row.net)), 0n)),
        currency: last?.currency,
      };
    })
    .sort((a, b) => compareIds(a.customer_id, b.customer_id));
}

async function countedSales(shop: { id: string }): Promise<Sale[]> {
  const rows = await withShop(shop.id, (tx) =>
    tx.query(`
      select sale.*, orders.customer_id, orders.test, orders.deleted_at
      from   sale join orders on orders.shop_id = sale.shop_id and orders.id = sale.order_id
      order  by sale.happened_at, sale.id`),
  );
  return rows
    .filter((row) => row.test === false && row.deleted_at === null)
    .map((row) => ({
      order_id: String(row.order_id),
      day: String(row.day),
      at: row.happened_at instanceof Date ? row.happened_at.getTime() : Number.NaN,
      reason: String(row.reason),
      action: String(row.action),
      line: String(row.line_type),
      product: String(row.product_id ?? 0),
      quantity: Number(row.quantity ?? 0),
      ex: BigInt(String(row.total)) - BigInt(String(row.tax)),
      tax: BigInt(String(row.tax)),
      discount: BigInt(String(row.discount)),
      currency: String(row.currency),
      customer: row.customer_id === null ? null : String(row.customer_id),
    }));
}

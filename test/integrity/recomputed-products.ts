import { type Row, withShop } from "../../app/db.server.ts";
import { MOST_PAIRED } from "../../app/rollups/baskets.ts";

const tables = [
  "daily_product_sales",
  "monthly_product_sales",
  "daily_variant_sales",
  "monthly_variant_sales",
  "daily_baskets",
  "daily_product_pairs",
  "monthly_product_pairs",
  "product_pairs",
] as const;

/** The rollups of products: of each table its rows, each as one line of text, sorted. */
export type ProductRollups = Record<(typeof tables)[number], string[]>;

/** As they stand. */
export function storedProducts(shop: { id: string }): Promise<ProductRollups> {
  return withShop(shop.id, async (tx) => {
    const found = empty();
    for (const table of tables)
      found[table] = (await tx.query(`select * from ${table}`)).map(({ shop_id: _, ...row }) => lineOf(row)).sort();
    return found;
  });
}

/** The same, reckoned from the facts sale by sale, without their SQL. `places`: the rows of `order_place`, reckoned anew as well. */
export async function recomputedProducts(shop: { id: string }, places: readonly Row[]): Promise<ProductRollups> {
  const sales = await withShop(shop.id, (tx) =>
    tx.query(`
      select sale.*
      from   sale join orders on orders.shop_id = sale.shop_id and orders.id = sale.order_id
      where  not orders.test and orders.deleted_at is null
      order  by sale.happened_at, sale.id`),
  );
  const sums = new Sums();
  for (const sale of sales.filter((row) => row.line_type === "PRODUCT")) addSale(sums, sale);
  const placeOf = new Map(places.map((row) => [row.order_id, row.place]));
  for (const [orderId, place] of placeOf)
    addBasket(
      sums,
      sales.filter((sale) => sale.order_id === orderId),
      place,
    );
  return sums.lines();
}

function addSale(sums: Sums, sale: Row): void {
  const [day, currency, product_id, variant_id] = [String(sale.day), sale.currency, sale.product_id ?? "0", sale.variant_id ?? "0"];
  const [exTax, discount, quantity] = [
    BigInt(String(sale.total)) - BigInt(String(sale.tax)),
    BigInt(String(sale.discount)),
    BigInt(Number(sale.quantity)),
  ];
  const figures =
    sale.action === "RETURN"
      ? { returns: -exTax, units_returned: -quantity }
      : { gross: exTax + discount, discounts: discount, units_sold: quantity };
  sums.add("daily_product_sales", { day, product_id, currency }, figures);
  sums.add("monthly_product_sales", { month: monthOf(day), product_id, currency }, figures);
  sums.add("daily_variant_sales", { day, product_id, variant_id, currency }, figures);
  sums.add("monthly_variant_sales", { month: monthOf(day), product_id, variant_id, currency }, figures);
  if (sale.action !== "RETURN") sums.sold({ month: monthOf(day), product_id, variant_id, currency }, day, quantity);
}

/** What an order's first agreement brought, counted once for each product and each pair of them. */
function addBasket(sums: Sums, sales: readonly Row[], place: unknown): void {
  const [first] = sales.filter((sale) => sale.reason === "ORDER");
  const lines = sales.filter(
    (sale) => sale.agreement_id === first?.agreement_id && sale.line_type === "PRODUCT" && sale.action === "ORDER",
  );
  const products = [...new Set(lines.flatMap((sale) => (sale.product_id === null ? [] : [BigInt(String(sale.product_id))])))];
  if (!first || products.length === 0) return;
  const [day, currency, isPaired] = [String(first.day), first.currency, products.length <= MOST_PAIRED];
  sums.add("daily_baskets", { day, currency }, { orders: 1n, left_out: isPaired ? 0n : 1n });
  const kinds = {
    orders: 1n,
    first_orders: place === 1 ? 1n : 0n,
    later_orders: Number(place) > 1 ? 1n : 0n,
    compared: isPaired ? 1n : 0n,
  };
  for (const product of products) {
    sums.add("daily_product_sales", { day, product_id: String(product), currency }, kinds);
    sums.add("monthly_product_sales", { month: monthOf(day), product_id: String(product), currency }, kinds);
    for (const other of isPaired ? products.filter((id) => id > product) : []) {
      const pair = { product_id: String(product), other_id: String(other), currency };
      sums.add("daily_product_pairs", { day, ...pair }, { orders: 1n });
      sums.add("product_pairs", pair, { orders: 1n });
      sums.add("monthly_product_pairs", { month: monthOf(day), ...pair }, { orders: 1n });
    }
  }
}

const traded = ["gross", "discounts", "returns", "units_sold", "units_returned"];
const ordered = ["orders", "first_orders", "later_orders", "compared"];
const figuresOf: Record<(typeof tables)[number], readonly string[]> = {
  daily_product_sales: [...traded, ...ordered],
  monthly_product_sales: [...traded, ...ordered],
  daily_variant_sales: traded,
  monthly_variant_sales: traded,
  daily_baskets: ["orders", "left_out"],
  daily_product_pairs: ["orders"],
  monthly_product_pairs: ["orders"],
  product_pairs: ["orders"],
};

class Sums {
  private readonly rows = new Map<string, { table: (typeof tables)[number]; row: Record<string, unknown> }>();
  private readonly soldOn = new Map<string, Map<string, bigint>>();

  add(table: (typeof tables)[number], key: Record<string, unknown>, figures: Record<string, bigint>): void {
    const name = `${table} ${lineOf(key)}`;
    const entry = this.rows.get(name) ?? { table, row: { ...key, ...Object.fromEntries(figuresOf[table].map((figure) => [figure, 0n])) } };
    for (const [figure, amount] of Object.entries(figures)) entry.row[figure] = BigInt(String(entry.row[figure])) + amount;
    this.rows.set(name, entry);
  }

  sold(key: Record<string, unknown>, day: string, units: bigint): void {
    const days = this.soldOn.get(lineOf(key)) ?? new Map<string, bigint>();
    days.set(day, (days.get(day) ?? 0n) + units);
    this.soldOn.set(lineOf(key), days);
  }

  lines(): ProductRollups {
    const found = empty();
    for (const { table, row } of this.rows.values()) {
      const { month, product_id, variant_id, currency } = row;
      const days = this.soldOn.get(lineOf({ month, product_id, variant_id, currency })) ?? new Map<string, bigint>();
      const last = [...days].flatMap(([day, units]) => (units > 0n ? [day] : [])).sort();
      found[table].push(lineOf(table === "monthly_variant_sales" ? { ...row, last_sold_on: last.at(-1) ?? null } : row));
    }
    for (const table of tables) found[table].sort();
    return found;
  }
}

function empty(): ProductRollups {
  return {
    daily_product_sales: [],
    monthly_product_sales: [],
    daily_variant_sales: [],
    monthly_variant_sales: [],
    daily_baskets: [],
    daily_product_pairs: [],
    monthly_product_pairs: [],
    product_pairs: [],
  };
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`;

/** Columns by name, so that their order does not matter. */
function lineOf(row: Record<string, unknown>): string {
  return Object.keys(row)
    .sort()
    .map((column) => `${column}=${row[column]}`)
    .join(" ");
}

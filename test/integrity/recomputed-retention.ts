import { withShop } from "../../app/db.server.ts";

type Rows = Record<string, unknown>[];
export type RetentionRollups = { around: Rows; kinds: Rows; origins: Rows; customerMonths: Rows; sizes: Rows; cohortMonths: Rows };

/** What is stored for cohorts and for sales by kind of order. */
export function storedRetention(shop: { id: string }): Promise<RetentionRollups> {
  return withShop(shop.id, async (tx) => ({
    around: sorted(await tx.query("select order_id, previous_on, before_previous_on, next_on from order_place")),
    kinds: sorted(await tx.query("select day, currency, first_net::text, later_net::text, guest_net::text from daily_sales")),
    origins: sorted(await tx.query("select customer_id, cohort, array(select unnest(traits) order by 1) as traits from customer_origin")),
    customerMonths: sorted(await tx.query("select customer_id, month, currency, cohort, orders::text, net::text from customer_month")),
    sizes: sorted(await tx.query("select dimension || ':' || value as trait, cohort, customers::text from cohort_size")),
    cohortMonths: sorted(
      await tx.query(`
        select dimension || ':' || value as trait, cohort, month, currency, customers::text, orders::text, net::text from cohort_month`),
    ),
  }));
}

type Fact = { order: string; day: string; at: string; reason: string; line: string; product: string; net: bigint; currency: string };
type Order = { id: string; customer: string | null; channel: string; codes: string[]; facts: Fact[]; placed: Fact | null };

/** The same, reckoned from the facts one by one: a second telling of docs/metrics.md that shares no SQL with app/rollups. */
export async function recomputedRetention(shop: { id: string }): Promise<RetentionRollups> {
  const { orders, tags } = await facts(shop);
  const histories = new Map<string, Order[]>();
  for (const order of orders.filter(({ placed }) => placed !== null).sort(byPlacing)) {
    if (order.customer !== null) histories.set(order.customer, [...(histories.get(order.customer) ?? []), order]);
  }
  const tables = { kinds: new Sums(), months: new Sums(), sizes: new Sums(), cohorts: new Sums() };
  for (const order of orders) {
    const first = order.customer === null ? undefined : histories.get(order.customer)?.[0];
    const kind = order.customer === null ? "guest_net" : first === order ? "first_net" : "later_net";
    for (const { day, currency, net } of order.facts) tables.kinds.add({ day, currency }, { [kind]: net });
  }
  const origins = [...histories].map(([customer, [first]]) => ({
    customer_id: customer,
    cohort: monthOf(first?.placed?.day),
    traits: [...traitsOf(first), ...new Set((tags.get(customer) ?? []).map((tag) => `tag:${tag.toLowerCase()}`))].sort(),
  }));
  for (const { customer_id, cohort, traits } of origins) {
    for (const trait of traits) tables.sizes.add({ trait, cohort }, { customers: 1n });
    const own = new Sums();
    for (const { facts: sales, placed, customer } of orders) {
      if (customer !== customer_id) continue;
      const inMonth = (day: string) => (monthOf(day) < cohort ? cohort : monthOf(day));
      for (const { day, currency, net, line } of sales) if (isGoods(line)) own.add({ month: inMonth(day), currency }, { net });
      if (placed) own.add({ month: inMonth(placed.day), currency: placed.currency }, { orders: 1n });
    }
    for (const { key, figures } of own.entries()) {
      tables.months.add({ customer_id, ...key, cohort }, { orders: 0n, net: 0n, ...figures });
      for (const trait of traits)
        tables.cohorts.add({ trait, cohort, ...key }, { customers: figures.orders ? 1n : 0n, orders: 0n, net: 0n, ...figures });
    }
  }
  return {
    around: sorted(orders.filter(({ placed }) => placed).map((order) => aroundOf(order, histories.get(order.customer ?? "") ?? []))),
    kinds: tables.kinds.rows(["first_net", "later_net", "guest_net"]),
    origins: sorted(origins),
    customerMonths: tables.months.rows(["orders", "net"]),
    sizes: tables.sizes.rows(["customers"]),
    cohortMonths: tables.cohorts.rows(["customers", "orders", "net"]),
  };
}

function aroundOf(order: Order, history: readonly Order[]): Record<string, unknown> {
  const same = history.filter(({ placed }) => placed?.currency === order.placed?.currency);
  const at = same.indexOf(order);
  return {
    order_id: order.id,
    previous_on: same[at - 1]?.placed?.day ?? null,
    before_previous_on: same[at - 2]?.placed?.day ?? null,
    next_on: (history.includes(order) ? history[history.indexOf(order) + 1]?.placed?.day : null) ?? null,
  };
}

function traitsOf(first: Order | undefined): string[] {
  if (first === undefined) return [];
  const asPlaced = first.facts.filter(({ reason, line }) => reason === "ORDER" && line === "PRODUCT");
  const codes = first.codes.length === 0 ? ["code:"] : first.codes.map((code) => `code:${code.toLowerCase()}`);
  return [...new Set(["all:", `channel:${first.channel}`, ...asPlaced.map(({ product }) => `product:${product}`), ...codes])];
}

const isGoods = (line: string) => line === "PRODUCT" || line === "ADJUSTMENT";
const monthOf = (day: string | undefined) => `${day?.slice(0, 7)}-01`;

function byPlacing(a: Order, b: Order): number {
  const [one, other] = [a.placed?.at ?? "", b.placed?.at ?? ""];
  return one < other ? -1 : one > other ? 1 : Number(BigInt(a.id) - BigInt(b.id));
}

async function facts(shop: { id: string }): Promise<{ orders: Order[]; tags: Map<string, string[]> }> {
  return withShop(shop.id, async (tx) => {
    const sales = await tx.query("select *, to_json(happened_at) #>> '{}' as at from sale where counted order by happened_at, id");
    const ofOrder = new Map<string, Fact[]>();
    for (const row of sales) {
      const [order, line] = [String(row.order_id), String(row.line_type)];
      const net = isGoods(line) ? BigInt(String(row.total)) - BigInt(String(row.tax)) : 0n;
      const product = String(row.product_id ?? 0);
      const said = { day: String(row.day), at: String(row.at), reason: String(row.reason), currency: String(row.currency) };
      ofOrder.set(order, [...(ofOrder.get(order) ?? []), { order, line, product, net, ...said }]);
    }
    const orders = (await tx.query("select id, customer_id, source_name, discount_codes from orders")).flatMap((row): Order[] => {
      const id = String(row.id);
      const own = ofOrder.get(id);
      if (own === undefined) return [];
      const first = own.filter(({ reason }) => reason === "ORDER");
      const isOfCardsAlone = first.some(({ line }) => line === "GIFT_CARD") && !first.some(({ line }) => line === "PRODUCT");
      return [
        {
          id,
          customer: row.customer_id === null ? null : String(row.customer_id),
          channel: row.source_name === null ? "" : String(row.source_name),
          codes: texts(row.discount_codes),
          facts: own,
          placed: isOfCardsAlone ? null : (first[0] ?? null),
        },
      ];
    });
    const tagged = await tx.query("select id, tags from customer");
    return { orders, tags: new Map(tagged.map((row) => [String(row.id), texts(row.tags)])) };
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? [...new Set(value.map(String))] : [];
}

/** Sums by key. */
class Sums {
  private readonly sums = new Map<string, { key: Record<string, string>; figures: Record<string, bigint> }>();

  add(key: Record<string, string>, figures: Record<string, bigint>): void {
    const name = JSON.stringify(key);
    const entry = this.sums.get(name) ?? { key, figures: {} };
    for (const [figure, amount] of Object.entries(figures)) entry.figures[figure] = (entry.figures[figure] ?? 0n) + amount;
    this.sums.set(name, entry);
  }

  entries() {
    return [...this.sums.values()];
  }

  rows(figures: readonly string[]): Rows {
    return sorted(
      this.entries().map(({ key, figures: sums }) => ({
        ...key,
        ...Object.fromEntries(figures.map((name) => [name, String(sums[name] ?? 0n)])),
      })),
    );
  }
}

/** Rows with their columns by name, in the order of their text: the same rows stand in the same order on both sides. */
function sorted(rows: Rows): Rows {
  const text = (row: Record<string, unknown>) => JSON.stringify(row);
  return rows
    .map((row) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

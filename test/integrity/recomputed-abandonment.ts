import { withShop } from "../../app/db.server.ts";

type Row = Record<string, unknown>;
export type Abandonment = { left: Row[]; products: Row[]; days: Row[] };

/** What was left in checkouts and carts, as the rollups have it. */
export function storedAbandonment(shop: { id: string }): Promise<Abandonment> {
  return withShop(shop.id, async (tx) => ({
    left: await tx.query(
      'select key, day, idle_at, completed_at, customer_id, currency, total::text, units::text from left_checkout order by key collate "C"',
    ),
    products: await tx.query(`
      select day, product_id, currency, checkouts::text, units::text, total::text, recovered_units::text, recovered::text
      from   daily_left_product order by day, product_id, currency`),
    days: await tx.query(`
      select day, currency, abandoned::text, value::text, recovered::text, recovered_value::text, completed::text, carts::text,
             carts_left::text, carts_value::text
      from   daily_abandonment order by day, currency`),
  }));
}

type Known = {
  key: string;
  day: string;
  begunAt: Date;
  activeAt: Date;
  completedAt: Date | null;
  contact: boolean;
  row: Row;
  lines: Row[];
  order: Row | null;
};

/** The same, reckoned from the facts row by row: a second telling of docs/metrics.md, "Abandonment". */
export async function recomputedAbandonment(shop: { id: string; timeZone: string }, cutOffMinutes = 10): Promise<Abandonment> {
  const facts = await factsOf(shop);
  const dayOf = (at: unknown) => new Intl.DateTimeFormat("en-CA", { timeZone: shop.timeZone }).format(dateOf(at));
  const known = knownOf(facts, dayOf);
  const idleAt = ({ activeAt }: Known) => new Date(activeAt.getTime() + cutOffMinutes * 60_000);
  const isLeft = (each: Known) => each.contact && (each.completedAt === null || each.completedAt > idleAt(each));
  const left = known.filter(isLeft);
  const [products, days] = [new Sums(), new Sums()];
  for (const { day, completedAt, row, lines } of left) {
    const [value, recovered] = [BigInt(String(row.total)), completedAt !== null];
    const currency = String(row.currency);
    days.add([day, currency], { abandoned: 1n, value, recovered: recovered ? 1n : 0n, recovered_value: recovered ? value : 0n });
    for (const product of new Set(lines.map((line) => String(line.product_id ?? 0)))) {
      const theirs = lines.filter((line) => String(line.product_id ?? 0) === product);
      const [units, total] = [sum(theirs, "quantity"), sum(theirs, "total")];
      const back = { recovered_units: recovered ? units : 0n, recovered: recovered ? total : 0n };
      products.add([day, product, currency], { checkouts: 1n, units, total, ...back });
    }
  }
  const tokens = new Set(facts.seen.map(({ token }) => token));
  const bought = facts.orders.filter((order) => order.checkout_token !== null && order.test === false && order.deleted_at === null);
  for (const each of known) if (each.order && !isLeft(each)) days.add([each.day, String(each.order.currency)], { completed: 1n });
  for (const order of bought) {
    if (!tokens.has(order.checkout_token)) days.add([String(order.day), String(order.currency)], { completed: 1n });
  }
  const numbers = new Set(facts.seen.map(({ number }) => number));
  for (const checkout of facts.listed) {
    if (checkout.completed_at === null || numbers.has(checkout.id)) continue;
    if (dateOf(checkout.completed_at).getTime() > dateOf(checkout.created_at).getTime() + cutOffMinutes * 60_000)
      days.add([dayOf(checkout.completed_at), String(checkout.currency)], { completed: -1n });
  }
  const wentOn = new Set([...facts.seen, ...facts.orders].map(({ cart_token: token }) => token));
  for (const cart of facts.carts.filter(({ units }) => Number(units) > 0)) {
    const isCartLeft = !wentOn.has(cart.token);
    const figures = { carts: 1n, carts_left: isCartLeft ? 1n : 0n, carts_value: isCartLeft ? BigInt(String(cart.total)) : 0n };
    days.add([dayOf(cart.created_at), String(cart.currency)], figures);
  }
  return {
    left: left
      .map((each) => ({
        ...{ key: each.key, day: each.day, idle_at: idleAt(each), completed_at: each.completedAt, customer_id: each.row.customer_id },
        ...{ currency: each.row.currency, total: String(each.row.total), units: String(sum(each.lines, "quantity")) },
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    products: products.rows(["day", "product_id", "currency"], ["checkouts", "units", "total", "recovered_units", "recovered"]),
    days: days
      .rows(["day", "currency"], ["abandoned", "value", "recovered", "recovered_value", "completed", "carts", "carts_left", "carts_value"])
      .map((row) => (String(row.completed).startsWith("-") ? { ...row, completed: "0" } : row)),
  };
}

/** One entry per checkout, however many ways it is known. */
function knownOf({ seen, listed, orders, lines, listedLines }: Facts, dayOf: (at: unknown) => string): Known[] {
  const ofOrder = (token: unknown) => orders.filter((order) => order.checkout_token === token);
  const entry = (own: Row | undefined, theirs: Row | undefined): Known => {
    const row = theirs ?? own ?? {};
    const paid = own ? ofOrder(own.token) : [];
    const completed = paid[0]?.created_at ?? own?.completed_at ?? theirs?.completed_at ?? null;
    const changes = [...(own ? [own.active_at] : []), ...(theirs && theirs.completed_at === null ? [theirs.updated_at] : [])].map(dateOf);
    const active = changes.length === 0 ? dateOf(theirs?.created_at) : changes.reduce((a, b) => (a > b ? a : b));
    const isOwnNewer = own !== undefined && theirs !== undefined && dateOf(own.updated_at) > dateOf(theirs.updated_at);
    return {
      key: theirs ? `#${theirs.id}` : own?.number === null ? String(own.token) : `#${own?.number}`,
      day: dayOf(row.created_at),
      begunAt: dateOf(row.created_at),
      activeAt: active,
      completedAt: completed === null ? null : dateOf(completed),
      contact: theirs !== undefined || own?.has_contact === true,
      row: { ...row, total: isOwnNewer ? own?.total : row.total, customer_id: theirs?.customer_id ?? own?.customer_id ?? null },
      lines: theirs ? listedLines.filter((line) => line.checkout_id === theirs.id) : lines.filter((line) => line.token === own?.token),
      order: paid.find((order) => order.test === false && order.deleted_at === null) ?? null,
    };
  };
  return [
    ...listed.map((theirs) =>
      entry(
        seen.find(({ number }) => number === theirs.id),
        theirs,
      ),
    ),
    ...seen.filter(({ number }) => number === null || !listed.some(({ id }) => id === number)).map((own) => entry(own, undefined)),
  ];
}

class Sums {
  private readonly sums = new Map<string, { key: readonly string[]; figures: Map<string, bigint> }>();

  add(key: readonly string[], figures: Readonly<Record<string, bigint>>): void {
    const name = key.join("\n");
    const kept = this.sums.get(name) ?? { key, figures: new Map<string, bigint>() };
    for (const [figure, amount] of Object.entries(figures)) kept.figures.set(figure, (kept.figures.get(figure) ?? 0n) + amount);
    this.sums.set(name, kept);
  }

  rows(keys: readonly string[], figures: readonly string[]): Row[] {
    return [...this.sums.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, figures: sums }]) => ({
        ...Object.fromEntries(keys.map((name, place) => [name, key[place]])),
        ...Object.fromEntries(figures.map((name) => [name, String(sums.get(name) ?? 0n)])),
      }));
  }
}

function sum(rows: readonly Row[], column: string): bigint {
  return rows.reduce((total, row) => total + BigInt(String(row[column])), 0n);
}

function dateOf(at: unknown): Date {
  if (!(at instanceof Date)) throw new Error("an instant was expected");
  return at;
}

type Facts = { seen: Row[]; listed: Row[]; orders: Row[]; lines: Row[]; listedLines: Row[]; carts: Row[] };

function factsOf(shop: { id: string }): Promise<Facts> {
  return withShop(shop.id, async (tx) => ({
    seen: await tx.query("select * from checkout"),
    listed: await tx.query("select * from abandoned_checkout"),
    orders: await tx.query(
      "select orders.*, (select min(day) from agreement where order_id = orders.id and reason = 'ORDER') as day from orders order by created_at",
    ),
    lines: await tx.query("select * from checkout_line"),
    listedLines: await tx.query("select * from abandoned_checkout_line"),
    carts: await tx.query("select * from cart"),
  }));
}

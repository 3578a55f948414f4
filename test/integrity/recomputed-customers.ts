import { withShop } from "../../app/db.server.ts";
import { worthBands } from "../../app/rollups/customer-worth.ts";
import { recomputedRollups } from "./recomputed-rollups.ts";

type Rows = Record<string, unknown>[];
export type CustomerRollups = { orderValues: Rows; recency: Rows; worth: Rows; gained: Rows; comebacks: Rows };

/** What the rollups count customers by, as it stands. */
export function storedCustomers(shop: { id: string }): Promise<CustomerRollups> {
  return withShop(shop.id, async (tx) => ({
    orderValues: await tx.query(`
      select   customer_id, currency, sum(order_value)::text as of_days, (
                 select order_value::text
                 from   customer_stats stats
                 where  stats.customer_id = daily_customer_sales.customer_id and stats.currency = daily_customer_sales.currency
               ) as of_customer
      from     daily_customer_sales
      group by customer_id, currency
      having   sum(order_value) <> 0
      order by customer_id, currency`),
    recency: await tx.query(`
      select last_order_on, currency, orders::text, customers::text from customer_recency order by last_order_on, currency, customer_recency.orders`),
    worth: await tx.query(
      "select currency, net_from::text, customers::text from customer_worth order by currency, customer_worth.net_from",
    ),
    gained: await tx.query("select customer_id, gained::text from customer_stats order by customer_id"),
    comebacks: await tx.query(
      "select month, currency, since, after_one::text, after_two::text from monthly_comeback order by month, currency, since",
    ),
  }));
}

/** The same, reckoned from the facts and from the customers that recomputedRollups reckons. */
export async function recomputedCustomers(shop: { id: string }): Promise<CustomerRollups> {
  const { customers, customerDays, places } = await recomputedRollups(shop);
  const recency = new Map<string, number>();
  const worth = new Map<string, number>();
  for (const { last_order_on, currency, orders, net } of customers) {
    add(recency, [last_order_on, currency, orders]);
    add(worth, [currency, worthBands.findLast((bound) => BigInt(bound) <= BigInt(String(net)))]);
  }
  return {
    orderValues: await orderValues(shop, customers),
    recency: sorted(recency).map(([key, count]) => ({ last_order_on: key[0], currency: key[1], orders: key[2], customers: count })),
    worth: sorted(worth).map(([key, count]) => ({ currency: key[0], net_from: key[1], customers: count })),
    gained: customers.map(({ customer_id }) => ({
      customer_id,
      gained: gainedBy(customerDays.filter((day) => day.customer_id === customer_id)),
    })),
    comebacks: comebacksOf(places),
  };
}

/** Orders by their month and the days of the one and the two before them, of the same customer and currency. */
function comebacksOf(places: Rows): Rows {
  const histories = Map.groupBy(
    places.filter(({ customer_id }) => customer_id !== null),
    ({ customer_id, currency }) => `${customer_id} ${currency}`,
  );
  const found = new Map<string, Record<string, unknown> & { after_one: number; after_two: number }>();
  for (const history of histories.values()) {
    const orders = history.sort((a, b) => Number(a.place) - Number(b.place));
    for (const [at, { day, currency }] of orders.entries())
      for (const [name, since] of [
        ["after_one", orders[at - 1]?.day],
        ["after_two", orders[at - 2]?.day],
      ] as const) {
        if (since === undefined) continue;
        const month = `${String(day).slice(0, 7)}-01`;
        const key = `${month} ${currency} ${since}`;
        const row = found.get(key) ?? { month, currency, since, after_one: 0, after_two: 0 };
        found.set(key, { ...row, [name]: row[name] + 1 });
      }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => ({ ...row, after_one: String(row.after_one), after_two: String(row.after_two) }));
}

/** The most of a customer's currencies: the sum of the days on which they brought something. */
function gainedBy(days: Rows): string {
  const sums = new Map<unknown, bigint>();
  for (const { currency, net } of days) {
    const sum = sums.get(currency) ?? 0n;
    sums.set(currency, BigInt(String(net)) > 0n ? sum + BigInt(String(net)) : sum);
  }
  return String([...sums.values()].reduce((most, sum) => (sum > most ? sum : most), 0n));
}

/** Goods of the orders themselves, by customer and currency: what stands under agreements of reason ORDER and was not given back. */
async function orderValues(shop: { id: string }, customers: Rows): Promise<Rows> {
  const sums = new Map<string, bigint>();
  const sales = await withShop(shop.id, (tx) =>
    tx.query("select sale.*, orders.customer_id, orders.test, orders.deleted_at from sale join orders on orders.id = sale.order_id"),
  );
  for (const { customer_id, currency, test, deleted_at, reason, line_type, action, total, tax } of sales) {
    if (customer_id === null || test === true || deleted_at !== null || reason !== "ORDER") continue;
    if (line_type !== "PRODUCT" || action === "RETURN") continue;
    const key = `${customer_id} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(String(total)) - BigInt(String(tax)));
  }
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([key, sum]) => {
      const [customer = "", currency = ""] = key.split(" ");
      const own = customers.some((row) => row.customer_id === customer && row.currency === currency);
      return { customer_id: customer, currency, of_days: String(sum), of_customer: own ? String(sum) : null };
    })
    .sort((a, b) => Number(BigInt(a.customer_id) - BigInt(b.customer_id)) || (a.currency < b.currency ? -1 : 1));
}

function add(counts: Map<string, number>, key: readonly unknown[]): void {
  const name = JSON.stringify(key);
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** By key, whose last part is a number. */
function sorted(counts: Map<string, number>): [string[], string][] {
  return [...counts]
    .map(([key, count]): [string[], string] => [JSON.parse(key), String(count)])
    .sort(([a], [b]) => {
      const text = (key: string[]) => key.slice(0, -1).join(" ");
      return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : Number(BigInt(a.at(-1) ?? 0) - BigInt(b.at(-1) ?? 0));
    });
}

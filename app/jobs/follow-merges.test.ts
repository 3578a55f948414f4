import { afterAll, beforeAll, expect, test } from "vitest";
import { followShops } from "../../test/factories/followed-shops.ts";
import { now } from "../../test/factories/placed.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const HANDLES = ["alpha", "beta", "many"] as const;
const { at, install, count, happens, stop } = await followShops(
  HANDLES.map((handle) => tradingShop({ handle, orders: 80, customers: handle === "many" ? 700 : 30, days: 100 })),
);
const { requestSync } = await import("./request-sync.ts");
const { askShopify } = await import("../shopify/authenticate-shop.ts");
const { withShop } = await import("../db.server.ts");

let alpha: Shop;
let beta: Shop;

beforeAll(async () => {
  alpha = await install("alpha.myshopify.com");
  beta = await install("beta.myshopify.com");
  await synced(alpha);
  await synced(beta);
});
afterAll(stop);

test("a merge that no webhook told is mended by a check: the orders belong to the one who was kept, the other is gone", async () => {
  merge(alpha, "2004", "2005");
  const run = await checked(alpha);

  expect(run).toMatchObject({ status: "done", deleted: 1 });
  expect(await stored(alpha)).toEqual(truth(alpha));
  expect(await customerFigures(alpha)).toEqual(customerTruth(alpha));
  expect(await stored(beta)).toEqual(truth(beta));
  expect((await checked(alpha)).totals.applied).toBe(0);
});

test("merges one after another, and one of somebody who never bought, are mended too", async () => {
  happens(alpha, {
    type: "customer_created",
    at: now(),
    customerId: "2900",
    firstName: null,
    lastName: null,
    email: null,
    region: null,
    tags: [],
  });
  await checked(alpha);
  merge(alpha, "2006", "2007");
  merge(alpha, "2007", "2008");
  merge(alpha, "2900", "2009");
  const run = await checked(alpha);

  expect(run).toMatchObject({ status: "done", deleted: 3 });
  expect(await stored(alpha)).toEqual(truth(alpha));
  expect(await customerFigures(alpha)).toEqual(customerTruth(alpha));
});

test("a merge is mended by a later run where the one before failed when its customers were in already", async () => {
  merge(alpha, "2011", "2012");
  await withShop(alpha.id, async (tx) => {
    await tx.query("update customer set deleted_at = now() where id = 2011"); // a webhook told that much
    await tx.query("update sync_cursor set covered_until = now() + interval '1 hour' where resource = 'customers'");
  });
  const before = await stored(alpha);
  await checked(alpha);

  expect(before).not.toEqual(truth(alpha)); // else nothing is to be mended
  expect(await stored(alpha)).toEqual(truth(alpha));
});

test("orders out of reach go with the others to the one who was kept", async () => {
  const hosted = at(beta.domain).shop;
  hosted.scopes = hosted.scopes.filter((scope) => scope !== "read_all_orders");
  await askShopify(beta.domain);
  const old = await count(beta, "orders", "customer_id = 2003 and created_at < now() - interval '61 days'");
  merge(beta, "2003", "2010");
  await checked(beta);

  expect(old).toBeGreaterThan(0);
  expect(await stored(beta)).toEqual(truth(beta));
});

test("one customer among many who is missing is found by few questions", async () => {
  const many = await install("many.myshopify.com");
  await synced(many);
  const before = at(many.domain).counters.graphqlCalls;
  await checked(many);
  const usual = at(many.domain).counters.graphqlCalls - before;
  const idle = [...at(many.domain).shop.records.customers.all].find(({ id }) => id > "2300" && !ordersOf(many, id));
  merge(many, idle?.id ?? "", "2001");
  await checked(many);

  expect(await count(many, "customer", `deleted_at is not null and id = ${idle?.id}`)).toBe(1);
  expect(at(many.domain).counters.graphqlCalls - before - 2 * usual).toBeLessThan(30);
});

test("who cannot be seen because a scope was taken back is not taken for merged", async () => {
  const hosted = at(alpha.domain).shop;
  const { scopes } = hosted;
  const before = await stored(alpha);
  hosted.scopes = scopes.filter((scope) => scope !== "read_customers");
  await checked(alpha);
  hosted.scopes = scopes;

  expect(await stored(alpha)).toEqual(before);
});

function merge(shop: Shop, customerId: string, intoCustomerId: string): void {
  happens(shop, { type: "customer_merged", at: now(), customerId, intoCustomerId });
}

async function checked(shop: Shop) {
  const { run } = await requestSync(shop, "incremental");
  return endOf(shop, run.id);
}

function ordersOf(shop: Shop, id: string): number {
  return at(shop.domain).shop.records.orders.ofCustomer(id).size;
}

/** Whose each order is, and who is a customer, by what is stored. */
async function stored(shop: Shop) {
  const ids = async (query: string) => (await withShop(shop.id, (tx) => tx.query(query))).map(({ said }) => String(said));
  return {
    orders: await ids(
      "select id || ' of ' || coalesce(customer_id::text, 'nobody') as said from orders where deleted_at is null order by id",
    ),
    customers: await ids("select id::text as said from customer where deleted_at is null order by id"),
  };
}

function truth(shop: Shop) {
  const { orders, customers } = at(shop.domain).shop.records;
  const byId = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id);
  return {
    orders: [...orders.all]
      .map(({ placed, customerId }) => ({ id: placed.orderId, customerId }))
      .sort(byId)
      .map(({ id, customerId }) => `${id} of ${customerId ?? "nobody"}`),
    customers: [...customers.all].sort(byId).map(({ id }) => id),
  };
}

async function customerFigures(shop: Shop) {
  const rows = await withShop(shop.id, (tx) =>
    tx.query("select customer_id::text as id, orders::int from customer_stats order by customer_id"),
  );
  return rows.map(({ id, orders }) => `${id}: ${orders}`);
}

function customerTruth(shop: Shop): string[] {
  return truth(shop)
    .customers.map((id) => ({
      id,
      orders: [...at(shop.domain).shop.records.orders.ofCustomer(id)].filter(({ placed }) => !placed.test),
    }))
    .filter(({ orders }) => orders.length > 0)
    .map(({ id, orders }) => `${id}: ${orders.length}`);
}

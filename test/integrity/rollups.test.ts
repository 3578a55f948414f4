import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { markDirty } from "../../app/db/dirty.ts";
import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { refreshDirty } from "../../app/rollups/refresh-dirty.ts";
import { idOf } from "../factories/id.ts";
import { givenOrder } from "../factories/order.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { givenTrade } from "./given-trade.ts";
import { recomputedBreakdown, storedBreakdown } from "./recomputed-breakdown.ts";
import { recomputedCustomers, storedCustomers } from "./recomputed-customers.ts";
import { recomputedOrders, storedOrders } from "./recomputed-orders.ts";
import { recomputedProducts, storedProducts } from "./recomputed-products.ts";
import { recomputedRetention, storedRetention } from "./recomputed-retention.ts";
import { recomputedRollups, storedRollups } from "./recomputed-rollups.ts";

/** Runs work as another process would: not within the transaction that is under way. */
const outside = AsyncLocalStorage.snapshot();

async function expectNoDifference(shop: GivenShop) {
  const recomputed = await recomputedRollups(shop);
  expect(await storedRollups(shop)).toEqual(recomputed);
  expect(await storedOrders(shop)).toEqual(await recomputedOrders(shop, recomputed.places));
  expect(await storedProducts(shop)).toEqual(await recomputedProducts(shop, recomputed.places));
  expect(await storedCustomers(shop)).toEqual(await recomputedCustomers(shop));
  expect(await storedBreakdown(shop)).toEqual(await recomputedBreakdown(shop));
  expect(await storedRetention(shop)).toEqual(await recomputedRetention(shop));
  expect(await withShop(shop.id, (tx) => tx.query("select * from dirty"))).toEqual([]);
}

test("every rollup equals the facts reckoned anew", async () => {
  const shop = await givenShop();
  await givenTrade(shop, 150, 1);
  await refreshDirty(shop);

  const { days, products, customers, customerDays, places } = await storedRollups(shop);
  for (const rows of [days, products, customers, customerDays, places]) expect(rows.length).toBeGreaterThan(5);
  await expectNoDifference(shop);
});

test("a shop that is more than one batch is refreshed batch by batch, and gives the same", async () => {
  const shop = await givenShop();
  await givenTrade(shop, 80, 6);
  await refreshDirty(shop, { customers: 3, days: 4, cohorts: 1 });

  await expectNoDifference(shop);
});

test("many customers of as many worths at once are counted as they are one by one", async () => {
  const shop = await givenShop();
  for (let customer = 0; customer < 110; customer++)
    await givenOrder(shop, {
      customer: `customer ${customer}`,
      placedOn: "2025-01-01",
      sales: [{ total: Math.round(100 * 1.03 ** customer) }],
    });
  await refreshDirty(shop);

  await expectNoDifference(shop);
});

test("refreshing what is not dirty changes nothing, and recomputing all days gives the same", async () => {
  const shop = await givenShop();
  await givenTrade(shop, 40, 2);
  await refreshDirty(shop);
  const before = await storedRollups(shop);

  expect(await refreshDirty(shop)).toEqual({ days: 0, customers: 0 });
  await withShop(shop.id, async (tx) => {
    const days = await tx.query("select distinct day from sale");
    await markDirty(tx, { day: days.map(({ day }) => String(day)), customer: [] });
  });
  await refreshDirty(shop);
  expect(await storedRollups(shop)).toEqual(before);
});

test("an older order that comes later moves the customer's first order, and with it the days of both", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await refreshDirty(shop);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01" });
  await refreshDirty(shop);

  const { days } = await storedRollups(shop);
  expect(days.map(({ day, first_orders, later_orders }) => [day, first_orders, later_orders])).toEqual([
    ["2025-01-01", "1", "0"],
    ["2025-03-01", "0", "1"],
  ]);
  await expectNoDifference(shop);
});

test("an order that goes over to another customer, to none, away or to another day is taken along", async () => {
  const shop = await givenShop();
  const change = async (statement: (orderId: string) => ReturnType<typeof sql>, days: string[], orderId: string) => {
    await withShop(shop.id, async (tx) => {
      await tx.query(statement(orderId));
      await markDirty(tx, { day: days, customer: [idOf("ann"), idOf("bob")] });
    });
    await refreshDirty(shop);
    await expectNoDifference(shop);
  };
  const moved = await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-01" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-01" });
  await refreshDirty(shop);

  await change((id) => sql`update orders set customer_id = ${idOf("bob")} where id = ${id}`, [], moved);
  await change((id) => sql`update orders set customer_id = null where id = ${id}`, [], moved);
  await change(
    (id) => sql`update sale set day = '2025-01-09', happened_at = '2025-01-09T17:00Z' where order_id = ${id}`,
    ["2025-01-01", "2025-01-09"],
    moved,
  );
  await change(
    (id) => sql`
    with gone as (update orders set deleted_at = now() where id = ${id})
    update sale set counted = false where order_id = ${id}`,
    ["2025-01-09"],
    moved,
  );
});

test("orders of guests that move to another day together are taken along, also where their days are of different batches", async () => {
  const shop = await givenShop();
  const later = [{ on: "2025-03-01", sales: [{ action: "RETURN" as const, total: -100 }] }];
  await givenOrder(shop, { placedOn: "2025-01-01", later }); // so that the first batch knows of its days
  await givenOrder(shop, { placedOn: "2025-01-01" });
  await givenOrder(shop, { placedOn: "2025-03-02" });
  await refreshDirty(shop);

  await withShop(shop.id, async (tx) => {
    await tx.query(
      sql`update sale set day = '2025-01-02', happened_at = '2025-01-02T17:00Z' where shop_id = ${shop.id} and day = '2025-01-01'`,
    );
    await markDirty(tx, { day: ["2025-01-01", "2025-01-02", "2025-03-01", "2025-03-02"], customer: [] });
  });
  await refreshDirty(shop, { customers: 100, days: 2, cohorts: 6 });
  await expectNoDifference(shop);
});

test("an order's tags and codes, and the day it belongs to, are taken along where it is found by them", async () => {
  const shop = await givenShop();
  const id = await givenOrder(shop, { placedOn: "2025-01-01", tags: ["VIP", "vip"], codes: ["TEN"], lines: [{ product: "shirt" }] });
  await refreshDirty(shop);
  expect((await storedOrders(shop)).facets.map(({ facet, value, day }) => [facet, value, day])).toEqual([
    ["code", "ten", "2025-01-01"],
    ["product", idOf("shirt"), "2025-01-01"],
    ["tag", "vip", "2025-01-01"],
  ]);

  await withShop(shop.id, async (tx) => {
    await tx.query(sql`update orders set tags = '{}', discount_codes = '{twenty}' where id = ${id}`);
    await tx.query(sql`update sale set day = '2025-01-02', happened_at = '2025-01-02T17:00Z' where order_id = ${id}`);
    await markDirty(tx, { day: ["2025-01-01", "2025-01-02"], customer: [] });
  });
  await refreshDirty(shop);
  expect((await storedOrders(shop)).facets.map(({ facet, value, day }) => [facet, value, day])).toEqual([
    ["code", "twenty", "2025-01-02"],
    ["product", idOf("shirt"), "2025-01-02"],
  ]);
  await expectNoDifference(shop);
});

test("an order without a ledger is kept on the day it was processed, and finds its ledger's day later", async () => {
  const shop = await givenShop();
  const id = await givenOrder(shop, { placedAt: "2025-01-02T03:00:00Z", sales: [] });
  await refreshDirty(shop);
  expect((await storedOrders(shop)).summaries).toMatchObject([{ order_id: id, day: "2025-01-01", net: "0", standing: "sale" }]);
  await expectNoDifference(shop);
});

test("loads and refreshers side by side leave the rollups equal to a recomputation", async () => {
  const shop = await givenShop();
  const loads = [3, 4, 5].map((seed) => givenTrade(shop, 60, seed));
  let loading = true;
  const refresher = async () => {
    while (loading) await refreshDirty(shop);
  };
  const refreshers = [refresher(), refresher()];
  await Promise.all(loads);
  loading = false;
  await Promise.all(refreshers);
  await refreshDirty(shop);

  await expectNoDifference(shop);
}, 60_000);

test("a day that a load has changed but not yet committed stays dirty for the next refresh", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { name: "early", customer: "ann", placedOn: "2025-01-01", sales: [{ total: 1_000 }] });
  await withShop(shop.id, async (tx) => {
    await tx.query(sql`update sale set total = 2000 where order_id = ${idOf("early")}`);
    await markDirty(tx, { day: ["2025-01-01"], customer: [idOf("ann")] });
    await outside(() => refreshDirty(shop)); // the load is not committed yet
  });
  await refreshDirty(shop);

  await expectNoDifference(shop);
});

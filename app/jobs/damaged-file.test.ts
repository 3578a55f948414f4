import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const DOMAIN = "damaged.myshopify.com";
const world = await startWorld([tradingShop({ handle: "damaged", orders: 20 })]);
const { startWorker } = await import("./worker.ts");
const { requestSync } = await import("./request-sync.ts");
const { withShop } = await import("../db.server.ts");
const { refusedRows } = await import("../db/refused-row.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
const stand = world.at(DOMAIN);
let shop: Shop;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
  await synced(shop);
});
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("what a line said that cannot be read is asked for again by the next run, however long it takes to come", async () => {
  const before = await cursors();
  stand.shop.apply({ type: "order_changed", at: new Date().toISOString(), orderId: "10020", tags: ["read me"] });
  stand.faults.set({ corruptLines: [1] });
  const damaged = await checked();
  expect(damaged.totals.refused).toBeGreaterThan(0);
  expect((await cursors()).orders_recent).toEqual(before.orders_recent);

  stand.reset();
  expect((await checked()).totals.refused).toBe(0);
  expect((await cursors()).orders_recent).not.toEqual(before.orders_recent);
  const [order] = await withShop(shop.id, (tx) => tx.query("select tags from orders where id = 10020"));
  expect(order).toEqual({ tags: ["read me"] });
});

test("a line that is unreadable in every export holds the cursor up once, and its record is fetched by itself", async () => {
  const before = await cursors();
  stand.shop.apply({ type: "order_changed", at: new Date().toISOString(), orderId: "10019", tags: ["never in a file"] });
  stand.faults.set({ corruptLines: Array.from({ length: 200 }, (_, n) => n + 1) });
  await checked();
  expect((await cursors()).orders_recent).toEqual(before.orders_recent);

  const second = await checked();
  stand.reset();
  expect((await cursors()).orders_recent).not.toEqual(before.orders_recent);
  const [order] = await withShop(shop.id, (tx) => tx.query("select tags from orders where id = 10019"));
  expect(order).toEqual({ tags: ["never in a file"] });
  const operation = second.operations.find(({ resource }) => resource === "orders_recent");
  expect((await refusedRows(shop, operation?.id ?? "0")).length).toBeGreaterThan(0);
});

test("another line than before that cannot be read holds the cursor up again", async () => {
  await checked(); // nothing is left
  stand.shop.apply({ type: "order_changed", at: new Date().toISOString(), orderId: "10018", tags: ["one"] });
  stand.faults.set({ corruptLines: [1] });
  await checked();
  const before = await cursors();
  stand.faults.set({ corruptLines: [2] });
  await checked();
  stand.reset();

  expect((await cursors()).orders_recent).toEqual(before.orders_recent);
});

test("a line that can be read and says what cannot be taken in does not hold the cursor up", async () => {
  const before = await cursors();
  stand.faults.set({ idlessLines: [1] });
  const run = await checked();
  stand.reset();

  expect(run.totals.refused).toBeGreaterThan(0);
  expect((await cursors()).orders_recent).not.toEqual(before.orders_recent);
});

test("after a file of everything that had damaged lines everything is asked for again, whatever changed", async () => {
  stand.faults.set({ corruptLines: [2] }); // such as a line of an order that has not changed for a year
  await synced(shop);
  stand.reset();
  expect(Object.keys(await cursors())).not.toContain("orders_recent");

  const next = await checked();
  expect(next.operations.find(({ resource }) => resource === "orders_recent")?.changedSince).toBeNull();
  expect(Object.keys(await cursors())).toContain("orders_recent");
});

test("an export that stalls and that Shopify then cancels is submitted again", async () => {
  stand.faults.set({ bulkStallNext: 1, bulkFailAtObject: 1, bulkStallSeconds: 1 });
  const run = await synced(shop);
  stand.reset();

  expect(run.status).toBe("done");
  expect(run.operations.map(({ attempts }) => attempts).sort()).toEqual([1, 1, 1, 1, 2]);
});

async function checked() {
  const { run } = await requestSync(shop, "incremental");
  return endOf(shop, run.id);
}

async function cursors(): Promise<Record<string, unknown>> {
  const rows = await withShop(shop.id, (tx) => tx.query("select resource, covered_until from sync_cursor"));
  return Object.fromEntries(rows.map((row) => [row.resource, row.covered_until]));
}

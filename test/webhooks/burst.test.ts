import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { tradingShop } from "../factories/trade.ts";

const DOMAIN = "burst.myshopify.com";
const ORDERS = 300;
const world = await startWorld([tradingShop({ handle: "burst", orders: ORDERS })]);
const { deliver } = await import("./deliver.ts");
const { inboxOf } = await import("./inbox-rows.ts");
const { drainInbox } = await import("../../app/jobs/handlers/drain-inbox.ts");
const { startWorker } = await import("../../app/jobs/worker.ts");
const { cancelSync } = await import("../../app/jobs/cancel-sync.ts");
const { synced } = await import("../factories/synced.ts");
const { syncHistory } = await import("../../app/db/sync-progress.ts");
const { withShop } = await import("../../app/db.server.ts");

const stand = world.at(DOMAIN);
let shop: Shop;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
});
afterAll(() => world.simulator.stop());

test("a burst of 600 events on 60 orders is one fetch of each", async () => {
  await happens(60, 10);
  const before = stand.counters.graphqlCalls;
  await drainInbox({ shopId: shop.id }, { signal: new AbortController().signal, ownerQuery: async () => ({ rows: [] }) });

  expect(new Set((await inboxOf(shop)).map(({ status }) => status))).toEqual(new Set(["applied"]));
  expect(stand.counters.graphqlCalls - before).toBe(10); // six orders a query
  expect(await stored()).toBe(60);
}, 150_000);

test("a burst on more orders than fetching pays for is left to an export of orders alone, and none is fetched that it brought", async () => {
  const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
  await synced(shop);
  await worker.stop();
  await happens(ORDERS, 2);
  const before = stand.counters.graphqlCalls;
  const again = startWorker(process.env.DATABASE_OWNER_URL ?? "");
  await expect
    .poll(async () => (await inboxOf(shop)).filter(({ status }) => status !== "applied").length, { timeout: 60_000, interval: 200 })
    .toBe(0);
  await expect.poll(async () => (await syncHistory(shop))[0]?.status, { timeout: 30_000 }).toBe("done");
  await again.stop();

  const [run] = await syncHistory(shop);
  expect(run?.operations.map(({ resource }) => resource)).toEqual(["orders_recent", "orders_older"]);
  expect(await stored()).toBe(ORDERS);
  expect((await inboxOf(shop)).filter(({ reason }) => reason === "brought in by a sync").length).toBeGreaterThan(ORDERS);
  expect(stand.counters.graphqlCalls - before).toBeLessThan(60); // 50 and more queries would fetch them
}, 150_000);

test("what was left to an export that is cancelled is fetched at once", async () => {
  stand.faults.set({ exportObjectsPerSecond: 1 });
  await happens(ORDERS, 1);
  const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
  const leftToSync = async () =>
    (await inboxOf(shop)).filter(({ status, reason }) => status === "waiting" && reason?.startsWith("many at once")).length;
  await expect.poll(leftToSync, { timeout: 60_000, interval: 200 }).toBe(ORDERS);
  const [run] = await syncHistory(shop);

  expect(await cancelSync(shop, run?.id ?? "")).toBe(true);
  await expect.poll(stored, { timeout: 60_000, interval: 200 }).toBe(ORDERS);
  await worker.stop();
}, 150_000);

let turn = 0;
/** So many changes of each of so many orders, told as Shopify tells them. */
async function happens(orders: number, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    turn += 1;
    const at = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
    const told = Array.from({ length: orders }, (_, n) => {
      const orderId = String(10_001 + n);
      stand.shop.apply({ type: "order_changed", at, orderId, tags: [`turn ${turn}`] });
      const body = { admin_graphql_api_id: `gid://shopify/Order/${orderId}`, updated_at: at };
      const headers = { "X-Shopify-Triggered-At": new Date().toISOString() };
      return deliver({ topic: "orders/updated", shop: DOMAIN, body, webhookId: randomUUID(), headers });
    });
    for (const { status } of await Promise.all(told)) expect(status).toBe(200);
  }
}

/** Orders that are stored as they are now. */
async function stored(): Promise<number> {
  const rows = await withShop(shop.id, (tx) => tx.query("select id from orders where tags = array[$1]", [`turn ${turn}`]));
  return rows.length;
}

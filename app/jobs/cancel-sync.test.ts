import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const world = await startWorld([tradingShop({ handle: "stopped", orders: 60 }), tradingShop({ handle: "other", orders: 5 })]);
const { requestSync } = await import("./request-sync.ts");
const { cancelSync } = await import("./cancel-sync.ts");
const { startWorker } = await import("./worker.ts");
const { currentSync } = await import("../db/sync-progress.ts");
const { withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
const stand = world.at("stopped.myshopify.com");
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("stopped.myshopify.com");
});
afterEach(() => stand.reset());
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("a sync that is cancelled while Shopify exports frees its slots there", async () => {
  stand.faults.set({ exportObjectsPerSecond: 1 });
  const { run } = await requestSync(shop);
  await expect.poll(() => stand.bulk.underWay.length, { timeout: 10_000 }).toBe(5);

  expect(await cancelSync(shop, run.id)).toBe(true);

  const end = await endOf(shop, run.id);
  expect([end.status, end.error]).toEqual(["cancelled", null]);
  expect(end.operations.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "cancelled"));
  await expect.poll(() => stand.bulk.underWay.length, { timeout: 10_000 }).toBe(0);
});

test("a sync that is cancelled while it loads stops, keeps what was merged and leaves nothing staged", async () => {
  stand.faults.set({ fileBytesPerSecond: 2_000 });
  const { run } = await requestSync(shop);
  await expect.poll(async () => (await currentSync(shop))?.status, { timeout: 10_000 }).toBe("loading");
  await expect.poll(stagedTables, { timeout: 10_000 }).not.toEqual([]);

  await cancelSync(shop, run.id);

  await expect.poll(stagedTables, { timeout: 10_000 }).toEqual([]);
  expect((await endOf(shop, run.id)).status).toBe("cancelled");
  stand.reset();
  expect((await synced(shop)).status).toBe("done");
  expect(await orderCount()).toBe(60);
});

test("a sync that has ended cannot be cancelled any more", async () => {
  const { id } = await synced(shop);

  expect(await cancelSync(shop, id)).toBe(false);
  expect((await endOf(shop, id)).status).toBe("done");
});

test("another shop cannot cancel it", async () => {
  const other = await world.install("other.myshopify.com");
  stand.faults.set({ exportObjectsPerSecond: 1 });
  const { run } = await requestSync(shop);

  expect(await cancelSync(other, run.id)).toBe(false);

  expect((await currentSync(shop))?.id).toBe(run.id);
  await cancelSync(shop, run.id);
});

async function orderCount(): Promise<number> {
  return withShop(shop.id, async (tx) => Number((await tx.query("select count(*) from orders"))[0]?.count));
}

async function stagedTables(): Promise<unknown[]> {
  return withShop(shop.id, (tx) =>
    tx.query("select relname from pg_class where relnamespace = 'staging'::regnamespace and relkind = 'r' and relname ~ '_[0-9]+$'"),
  );
}

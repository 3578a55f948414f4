import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, type World } from "../../test/factories/installed-shops.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";
import type { SyncProgress } from "../db/sync-run.ts";

const world: World = await startWorld([
  tradingShop({ handle: "alpha", orders: 60 }),
  tradingShop({ handle: "beta", orders: 30, customers: 5 }),
]);
const { requestSync } = await import("./request-sync.ts");
const { startWorker } = await import("./worker.ts");
const { currentSync, lastSync } = await import("../db/sync-run.ts");
const { withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

describe("a shop's first sync", () => {
  let alpha: Shop;
  let done: SyncProgress;
  beforeAll(async () => {
    alpha = await world.install("alpha.myshopify.com");
    done = await synced(alpha);
  });

  test("ends as done, with each of its five files loaded", async () => {
    expect(done.operations.map(({ resource, status, error }) => [resource, status, error])).toEqual([
      ["orders_recent", "loaded", null],
      ["orders_older", "loaded", null],
      ["customers", "loaded", null],
      ["products", "loaded", null],
      ["abandoned_checkouts", "loaded", null],
    ]);
    expect([done.status, done.error]).toEqual(["done", null]);
  });
});

/** Asks for a sync and waits for its end, however it ends. */
async function synced(shop: Shop): Promise<SyncProgress> {
  const { run } = await requestSync(shop);
  for (;;) {
    const last = await lastSync(shop);
    if (last?.id === run.id) return last;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

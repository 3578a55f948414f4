import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../../test/factories/installed-shops.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import type { BulkOperation } from "../../db/bulk-operation.ts";
import type { Shop } from "../../db/shop.ts";

const world = await startWorld([tradingShop({ handle: "stalling", orders: 3 })]);
const { currentSync } = await import("../../db/sync-progress.ts");
const { requestSync } = await import("../request-sync.ts");
const { startSync } = await import("./start-sync.ts");
const { submitOperation } = await import("./submit-operation.ts");
const { MOST_STILL, pollDelayMs, pollOperation } = await import("./poll-operation.ts");

const stand = world.at("stalling.myshopify.com");
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("stalling.myshopify.com");
  const { run } = await requestSync(shop);
  await startSync({ shopId: shop.id, runId: run.id });
});
afterAll(() => world.simulator.stop());

test("an export is asked about soon at first, and at last every five seconds", () => {
  expect([0, 1, 5, 10, 20, 1000].map(pollDelayMs)).toEqual([300, 390, 1114, 4136, 5000, 5000]);
});

test("an export that has not moved for an hour is cancelled and submitted again", async () => {
  stand.faults.set({ bulkStallNext: 1, bulkFailAtObject: 1 });
  const { id } = await customers();
  await submitOperation({ shopId: shop.id, operationId: id, waits: 0 });
  await expect.poll(() => stand.bulk.all[0]?.objects, { timeout: 10_000 }).toBe(1);
  await pollOperation({ shopId: shop.id, operationId: id, polls: 9, still: 0 });
  expect((await customers()).status).toBe("exporting");

  await pollOperation({ shopId: shop.id, operationId: id, polls: 900, still: MOST_STILL });
  await expect.poll(() => stand.bulk.all[0]?.status, { timeout: 10_000 }).toBe("CANCELED");
  await pollOperation({ shopId: shop.id, operationId: id, polls: 901, still: 0 });

  expect(await customers()).toMatchObject({ status: "waiting", gid: null, attempts: 1 });
});

async function customers(): Promise<BulkOperation> {
  const found = (await currentSync(shop))?.operations.find(({ resource }) => resource === "customers");
  if (!found) throw new Error("the run has no operation for customers");
  return found;
}

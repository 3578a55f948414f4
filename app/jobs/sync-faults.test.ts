import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { BulkOperation } from "../db/bulk-operation.ts";
import type { Shop } from "../db/shop.ts";
import type { SyncProgress } from "../db/sync-progress.ts";

const world = await startWorld([tradingShop({ handle: "faulty", orders: 60 })]);
const { requestSync } = await import("./request-sync.ts");
const { startWorker } = await import("./worker.ts");
const { refusedRows } = await import("../db/refused-row.ts");
const { withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
const stand = world.at("faulty.myshopify.com");
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("faulty.myshopify.com");
});
afterEach(() => stand.reset());
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("an export that ends as FAILED with partial data is submitted again, and what it held is not taken for all", async () => {
  stand.faults.set({ bulkFailNext: 2, bulkFailAtObject: 3 });

  const run = await synced(shop);

  expect([run.status, run.error]).toEqual(["done", null]);
  expect(run.operations.map(({ attempts }) => attempts).sort()).toEqual([1, 1, 1, 2, 2]);
  expect(await orderCount()).toBe(60);
});

test("an export that fails three times is given up, and the run says which, why and what to do", async () => {
  stand.faults.set({ bulkFailNext: 1000, bulkFailAtObject: 3 });

  const run = await synced(shop);

  expect(run.status).toBe("failed");
  expect(run.error).toContain(
    "The recent orders were not synced. Shopify ended the export as FAILED (INTERNAL_SERVER_ERROR), 3 times in a row",
  );
  expect(run.remedy).toContain("Sync again later");
  expect(run.operations.map(({ status, attempts }) => [status, attempts])).toEqual(Array.from({ length: 5 }, () => ["failed", 3]));
});

test("an export that expires is submitted again", async () => {
  stand.faults.set({ bulkExpireNext: 1, bulkFailAtObject: 3 });

  expect((await synced(shop)).status).toBe("done");
});

test("calls that are throttled, answered 503 or dropped are made again", async () => {
  stand.faults.set({ throttleNext: 2, serverErrorNext: 2, dropNext: 2 });

  expect((await synced(shop)).status).toBe("done");
  expect(stand.counters.throttledCalls).toBeGreaterThanOrEqual(2);
});

test("a file whose address has expired, or that cannot be had for a moment, is asked for again", async () => {
  stand.faults.set({ fileExpiredNext: 2, fileServerErrorNext: 1 });

  const run = await synced(shop);

  expect(run.status).toBe("done");
  expect(run.operations.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1]); // the files are had, and not exported once more
  expect(run.totals.lines).toBe(run.totals.objects);
});

test("a file that breaks off is read to its end all the same", async () => {
  stand.faults.set({ fileDropNext: 3, fileDropAfterBytes: 2_000 });

  const run = await synced(shop);

  expect(run.status).toBe("done");
  expect(run.totals.lines).toBe(run.totals.objects);
});

test("lines that are no JSON or lack an id are refused with their number, and the rest loads", async () => {
  stand.faults.set({ corruptLines: [2], idlessLines: [4] });

  const run = await synced(shop);

  const customers = operation(run, "customers");
  expect([run.status, customers.status, customers.refused, customers.linesRead]).toEqual(["done", "loaded", 2, 12]);
  expect(run.totals.refused).toBeGreaterThanOrEqual(8);
  expect((await refusedRows(shop, customers.id)).map(({ lineNumber }) => lineNumber)).toEqual([2, 4]);
  expect(run.totals.lines).toBe(run.totals.objects);
});

test("children far from their parents and records that stand twice load right", async () => {
  stand.faults.set({ childrenFar: true, duplicateEvery: 3 });

  const run = await synced(shop);

  expect(run.status).toBe("done");
  expect(run.totals.duplicate).toBeGreaterThan(0);
  expect(await orderCount()).toBe(60);
});

test("orders whose lines or sales were cut off in the file are fetched again, one by one", async () => {
  stand.faults.set({ truncateNestedAt: 1 });
  await withShop(shop.id, async (tx) => {
    for (const table of ["sale", "agreement", "order_line", "orders"]) await tx.query(`delete from ${table}`);
  });

  const run = await synced(shop);

  expect([run.status, run.totals.unbalanced]).toEqual(["done", 0]);
  const counts = await withShop(shop.id, (tx) =>
    tx.query("select (select count(*)::int from orders) as orders, (select count(*)::int from order_line) as lines"),
  );
  expect(counts).toEqual([{ orders: 60, lines: 120 }]);
});

test("without a free slot at Shopify a run waits for one", async () => {
  stand.faults.set({ exportObjectsPerSecond: 1 });
  for (const query of Array.from({ length: 3 }, () => "query Other { orders { edges { node { id } } } }")) await submitElsewhere(query);
  const { run } = await requestSync(shop);
  await expect
    .poll(async () => (await progressOf(run.id)).operations.map(({ status }) => status).sort(), { timeout: 10_000 })
    .toEqual(["exporting", "exporting", "waiting", "waiting", "waiting"]);

  stand.faults.set({ exportObjectsPerSecond: 0 });
  stand.bulk.cancelAll();

  const end = await endOf(shop, run.id);
  expect([end.status, end.error]).toEqual(["done", null]);
});

test("a missing scope fails the run at once and is named", async () => {
  const { scopes } = stand.shop;
  stand.shop.scopes = scopes.filter((scope) => !["read_products", "read_inventory"].includes(scope));

  const run = await synced(shop);
  stand.shop.scopes = scopes;

  expect([run.status, operation(run, "products").attempts]).toEqual(["failed", 1]);
  expect(operation(run, "products").error).toBe(
    "Exporting products: Shopify denies access: the shop has not granted read_products and read_inventory",
  );
  expect(run.remedy).toBe("Open Tillwise in Shopify Admin, grant it the permissions that it asks for, then sync again.");
  expect(operation(run, "customers").status).toBe("loaded");
});

test("a token that Shopify no longer accepts fails the run, which says to open the app again", async () => {
  stand.tokens.revokeAll();

  const run = await synced(shop);

  expect(run.status).toBe("failed");
  expect(run.remedy).toBe("Open Tillwise in Shopify Admin: this connects the shop again.");
});

function operation(run: SyncProgress, resource: BulkOperation["resource"]): BulkOperation {
  const found = run.operations.find((each) => each.resource === resource);
  if (!found) throw new Error(`the run has no operation for ${resource}`);
  return found;
}

async function orderCount(): Promise<number> {
  return withShop(shop.id, async (tx) => Number((await tx.query("select count(*) from orders"))[0]?.count));
}

async function progressOf(runId: string): Promise<SyncProgress> {
  const { syncHistory } = await import("../db/sync-progress.ts");
  const run = (await syncHistory(shop)).find(({ id }) => id === runId);
  if (!run) throw new Error(`there is no run ${runId}`);
  return run;
}

async function submitElsewhere(query: string): Promise<void> {
  const { submitBulkOperation } = await import("../shopify/bulk-operations/submit.ts");
  expect((await submitBulkOperation(shop.domain, query)).outcome).toBe("submitted");
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startEmbedded } from "../../prisma/embedded.ts";
import { prepareEmbedded } from "../../prisma/setup.ts";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { endOf } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { BulkOperation } from "../db/bulk-operation.ts";
import type { Shop } from "../db/shop.ts";

const ORDERS = 7_000;
/** Of the file of so many orders more than is committed at once, and not all. */
const SOME_BYTES = 18_000_000;
const folder = mkdtempSync(join(tmpdir(), "tillwise-killed-"));
let server = await startEmbedded({ folder });
const urls = await prepareEmbedded(server);
Object.assign(process.env, { DATABASE_URL: urls.app, DATABASE_OWNER_URL: urls.owner });

const world = await startWorld([tradingShop({ handle: "unlucky", orders: ORDERS, customers: 200, days: 80 })]);
const { requestSync } = await import("./request-sync.ts");
const { startWorker } = await import("./worker.ts");
const { currentSync } = await import("../db/sync-progress.ts");
const { pool, withShop } = await import("../db.server.ts");

const stand = world.at("unlucky.myshopify.com");
const worker = startWorker(urls.owner);
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("unlucky.myshopify.com");
});
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a database server that is killed while a file is read, and starts again, costs no row and no reading from the start", async () => {
  stand.faults.set({ fileHoldAtBytes: SOME_BYTES });
  const { run } = await requestSync(shop);
  await expect.poll(async () => (await recentOrders())?.bytesRead ?? 0, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
  const checkpoint = await recentOrders();
  expect(checkpoint).toMatchObject({ status: "loading", stagedAt: null });
  const requests = stand.counters.fileRequests.length;

  process.kill(server.pid, "SIGKILL");
  stand.faults.reset();
  await sleep(1_500); // long enough for the worker to see that it is away
  server = await startEmbedded({ folder });

  const end = await endOf(shop, run.id, 60_000);
  expect([end.status, end.error, end.totals.refused]).toEqual(["done", null, 0]);
  expect(end.totals.lines).toBe(end.totals.objects);
  const [resumed] = stand.counters.fileRequests.slice(requests).filter(({ operationId }) => operationId === checkpoint?.gid);
  expect(resumed?.firstByte).toBeGreaterThanOrEqual(checkpoint?.bytesRead ?? Number.POSITIVE_INFINITY);
  expect(await withShop(shop.id, (tx) => tx.query("select count(*)::int as orders from orders"))).toEqual([{ orders: ORDERS }]);
  vi.mocked(console.error).mockClear(); // graphile-worker traces there, past any logger, the queries that failed
}, 120_000);

async function recentOrders(): Promise<BulkOperation | undefined> {
  return (await currentSync(shop))?.operations.find(({ resource }) => resource === "orders_recent");
}

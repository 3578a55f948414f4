import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BulkOperation } from "../app/db/bulk-operation.ts";
import type { Shop } from "../app/db/shop.ts";
import { startWorld } from "../test/factories/installed-shops.ts";
import { endOf } from "../test/factories/synced.ts";
import { tradingShop } from "../test/factories/trade.ts";
import { startWorkerProcess, type WorkerProcess } from "../test/factories/worker-process.ts";

const ORDERS = 7_000;
/** Of the file of so many orders more than is committed at once, and not all. */
const SOME_BYTES = 18_000_000;
const world = await startWorld([tradingShop({ handle: "large", orders: ORDERS, customers: 500, days: 80 })]);
const { requestSync } = await import("../app/jobs/request-sync.ts");
const { currentSync } = await import("../app/db/sync-progress.ts");
const { withShop } = await import("../app/db.server.ts");

const stand = world.at("large.myshopify.com");
const running: WorkerProcess[] = [];
let shop: Shop;

beforeAll(async () => {
  shop = await world.install("large.myshopify.com");
});
afterEach(async () => {
  stand.reset();
  for (const worker of running.splice(0))
    if (worker.process.exitCode === null && worker.process.signalCode === null) await worker.end("SIGKILL");
});
afterAll(() => world.simulator.stop());

test("without the owner's address it stops at start and names the variable", async () => {
  const worker = start({ DATABASE_OWNER_URL: "" });

  expect(await once(worker.process, "exit")).toEqual([1, null]);
  expect(worker.output()).toContain("DATABASE_OWNER_URL is not set");
});

test("told to stop while it loads, it ends within five seconds, and the next one goes on from the checkpoint", async () => {
  const { first, runId } = await loadingHalfWay();
  const before = performance.now();

  expect(await first.end("SIGTERM")).toBe(0);

  expect(performance.now() - before).toBeLessThan(5_000);
  await expectToGoOn(runId);
}, 60_000);

test("killed while it loads, it leaves the rest to the next one, which reads the file on from the checkpoint", async () => {
  const { first, runId } = await loadingHalfWay();

  expect(await first.end("SIGKILL")).toBe("SIGKILL");

  await expectToGoOn(runId);
}, 60_000);

/** A worker that has committed a part of the file of orders, and not all of it. */
async function loadingHalfWay(): Promise<{ first: WorkerProcess; runId: string }> {
  stand.faults.set({ fileHoldAtBytes: SOME_BYTES });
  const first = start({});
  const { run } = await requestSync(shop);
  await expect.poll(async () => (await recentOrders(run.id))?.bytesRead ?? 0, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
  expect((await recentOrders(run.id))?.stagedAt).toBeNull();
  return { first, runId: run.id };
}

async function expectToGoOn(runId: string): Promise<void> {
  const left = await recentOrders(runId);
  expect(left).toMatchObject({ status: "loading", stagedAt: null });
  const requests = stand.counters.fileRequests.length;
  stand.faults.reset();
  start({});

  const end = await endOf(shop, runId, 30_000);

  expect([end.status, end.error, end.totals.refused]).toEqual(["done", null, 0]);
  expect(end.totals.lines).toBe(end.totals.objects);
  const [resumed] = stand.counters.fileRequests.slice(requests).filter(({ operationId }) => operationId === left?.gid);
  expect(resumed?.firstByte).toBe(left?.bytesRead);
  expect(resumed?.firstByte).toBeGreaterThan(0);
  expect(await figures()).toEqual({ orders: ORDERS, sum: booksTotal() });
}

function start(environment: Readonly<Record<string, string>>): WorkerProcess {
  const worker = startWorkerProcess(environment);
  running.push(worker);
  return worker;
}

async function recentOrders(runId: string): Promise<BulkOperation | undefined> {
  const current = await currentSync(shop);
  return current?.id === runId ? current.operations.find(({ resource }) => resource === "orders_recent") : undefined;
}

async function figures(): Promise<unknown> {
  const [row] = await withShop(shop.id, (tx) =>
    tx.query("select (select count(*)::int from orders) as orders, sum(gross)::text as sum from daily_sales"),
  );
  return row;
}

function booksTotal(): string {
  return stand.shop.books
    .days()
    .reduce((total, day) => total + BigInt(day.gross_sales), 0n)
    .toString();
}

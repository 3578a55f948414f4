import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followShops } from "../../test/factories/followed-shops.ts";
import { now, placed } from "../../test/factories/placed.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import { until } from "../../test/factories/until.ts";
import type { Shop } from "../db/shop.ts";
import type { SyncRun } from "../db/sync-run.ts";
import { localDay } from "../lib/local-day.ts";

const { at, install, happens, told, settled, count, figures, books, stop } = await followShops(
  ["alpha", "beta", "gamma"].map((handle) => tradingShop({ handle, orders: 60 })),
);
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { requestSync } = await import("./request-sync.ts");
const { sweepChecks } = await import("./handlers/sweep-checks.ts");
const { getShop } = await import("../db/shop.ts");
const { syncHistory } = await import("../db/sync-progress.ts");
const { askShopify } = await import("../shopify/authenticate-shop.ts");
const { pool, withShop } = await import("../db.server.ts");

const owner = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 1 });
let alpha: Shop;

beforeAll(async () => {
  alpha = await install("alpha.myshopify.com");
  await synced(alpha);
});

afterAll(async () => {
  await stop();
  await owner.end();
});

test("what no webhook told is brought in by a check: changes, and deletions by Shopify's events", async () => {
  happens(alpha, placed("90001", { customerId: "2001" }), {
    type: "order_returned",
    at: now(),
    orderId: "10003",
    lines: [{ lineId: "100030", quantity: 1 }],
  });
  happens(alpha, { type: "order_deleted", at: now(), orderId: "10005" }, { type: "customer_deleted", at: now(), customerId: "2012" });
  happens(alpha, { type: "product_deleted", at: now(), productId: "3002" });
  happens(alpha, { type: "inventory_changed", at: now(), inventoryItemId: "5001", locationId: "71", available: 3 });
  const run = await checked(alpha);

  expect(run).toMatchObject({ kind: "incremental", status: "done", outOfReach: null });
  expect(run.deleted).toBe(3);
  expect(run.operations.map(({ resource, changedSince }) => [resource, changedSince !== null])).toEqual([
    ["orders_recent", true],
    ["orders_older", true],
    ["customers", true],
    ["products", false],
    ["abandoned_checkouts", true],
  ]);
  expect(run.operations[0]?.rootObjectCount).toBeLessThan(20);
  expect(run.totals.applied).toBeGreaterThan(0);
  expect(await count(alpha, "orders", "id = 10005 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "customer", "id = 2012 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "product", "id = 3002 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "inventory_level", "inventory_item_id = 5001 and available = 3")).toBe(1);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a check after a check finds nothing to mend", async () => {
  const run = await checked(alpha);

  expect(run).toMatchObject({ status: "done", deleted: 0, totals: { applied: 0 } });
});

test("a cursor moves only when its rows are in: what a failed export left out is asked for again", async () => {
  const before = await cursors(alpha);
  grants(alpha, (scope) => scope !== "read_inventory");
  expect((await checked(alpha)).status).toBe("failed");
  const after = await cursors(alpha);
  expect(after.products).toEqual(before.products);
  expect(Number(after.customers)).toBeGreaterThan(Number(before.customers));

  grants(alpha, () => true, "read_inventory");
  expect((await checked(alpha)).status).toBe("done");
  expect(Number((await cursors(alpha)).products)).toBeGreaterThan(Number(before.products));
});

test("orders that grow out of reach, and a scope that is taken back, delete nothing: they are counted", async () => {
  const known = await count(alpha, "orders", "deleted_at is null");
  const old = await count(alpha, "orders", "deleted_at is null and created_at < now() - interval '60 days'");
  grants(alpha, (scope) => scope !== "read_all_orders");
  await askShopify(alpha.domain);
  const run = await checked(alpha);

  expect(old).toBeGreaterThan(0);
  expect(run).toMatchObject({ status: "done", deleted: 0, outOfReach: old });
  expect(await count(alpha, "orders", "deleted_at is null")).toBe(known);
  expect(await figures(alpha)).toEqual(books(alpha));
  grants(alpha, () => true, "read_all_orders");
  await askShopify(alpha.domain);
});

test("a change of the time zone re-days the ledger, as the shop's own books do", async () => {
  const before = await figures(alpha);
  const traded = new Date(Date.now() - 60_000); // so late on its day every order of this shop was placed
  const otherDay = (zone: string) => localDay(traded, zone) !== localDay(traded, "America/New_York");
  const elsewhere = ["Pacific/Pago_Pago", "Pacific/Kiritimati"].find(otherDay) ?? "";
  happens(alpha, { type: "time_zone_changed", at: now(), timeZone: elsewhere });
  await told(alpha, "shop/update", { id: 1, myshopify_domain: alpha.domain });
  const run = await ended(alpha, "rebuild");
  await settled(alpha);

  expect(run.status).toBe("done");
  expect((await getShop(alpha.id)).timeZone).toBe(elsewhere);
  expect(await figures(alpha)).toEqual(books(alpha));
  expect(await figures(alpha)).not.toEqual(before);
  expect((await synced(alpha)).status).toBe("done");
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a flood of changes becomes one export, and is not fetched record by record", async () => {
  happens(alpha, placed("90002", { customerId: "2001" }), placed("90003"));
  const calls = at(alpha.domain).counters.graphqlCalls;
  await withShop(alpha.id, async (tx) => {
    await tx.query(
      `insert into inbox (shop_id, webhook_id, topic, kind, record_id, triggered_at, status)
       select $1, gen_random_uuid()::text, 'orders/updated', 'order', n::text, clock_timestamp() - interval '5 minutes', 'waiting'
       from   generate_series(88003, 90003) n`,
      [alpha.id],
    );
    await tx.query("select enqueue('drain-inbox', json_build_object('shopId', $1::text))", [alpha.id]);
  });
  await settled(alpha);

  expect(at(alpha.domain).counters.graphqlCalls - calls).toBeLessThan(100);
  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", reason: "brought in by a sync" });
  expect((await syncHistory(alpha))[0]).toMatchObject({ kind: "incremental", status: "done" });
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("each shop is checked in its own night, and one that was never synced is left to its first visit", async () => {
  const beta = await install("beta.myshopify.com");
  await pool.query("update shop set next_check_at = null");
  await sweep();
  const hours = await pool.query<{ hour: number; ahead: boolean }>(
    "select extract(hour from next_check_at at time zone time_zone)::int as hour, next_check_at between now() and now() + interval '25 hours' as ahead from shop",
  );
  for (const { hour, ahead } of hours.rows) expect([hour >= 1 && hour < 5, ahead]).toEqual([true, true]);

  const runs = (await syncHistory(alpha, 100)).length;
  await pool.query("update shop set next_check_at = now() - interval '1 minute'");
  await sweep();
  expect(await ended(alpha, "incremental", runs)).toMatchObject({ status: "done" });
  await sleep(300);
  expect(await syncHistory(beta)).toEqual([]);
  expect((await pool.query("select from shop where next_check_at < now()")).rowCount).toBe(0);
});

test("a shop that leaves has no work waiting; when it comes back it takes up what is stored and catches up", async () => {
  const gamma = await install("gamma.myshopify.com");
  await synced(gamma);
  await withShop(gamma.id, (tx) =>
    tx.query("select enqueue('check-shop', json_build_object('shopId', $1::text), run_at => now() + interval '1 day')", [gamma.id]),
  );
  await sleep(1_100);
  at(gamma.domain).uninstall();
  await told(gamma, "app/uninstalled", { id: 1, myshopify_domain: gamma.domain });
  await until(async () => (await getShop(gamma.id)).uninstalledAt !== null);
  await until(async () => (await jobs(gamma)) === 0);
  happens(gamma, placed("90001", { customerId: "2001" }), { type: "order_deleted", at: now(), orderId: "10002" });

  await sleep(1_100);
  const back = await install("gamma.myshopify.com");
  expect(back.id).toBe(gamma.id);
  await sweep();
  const run = await ended(back, "incremental");
  expect(run).toMatchObject({ status: "done", deleted: 1 });
  expect(run.operations[0]?.rootObjectCount).toBeLessThan(20);
  expect(await figures(back)).toEqual(books(back));
});

async function checked(shop: Shop) {
  const { run } = await requestSync(shop, "incremental");
  return endOf(shop, run.id);
}

/** The newest run of a kind, once it has ended; only one that came after so many. */
async function ended(shop: Shop, kind: SyncRun["kind"], after = 0) {
  await until(async () => (await syncHistory(shop, 100)).length > after && (await newest(shop, kind))?.finishedAt != null);
  const run = await newest(shop, kind);
  if (!run) throw new Error("there is no such run");
  return run;
}

async function newest(shop: Shop, kind: SyncRun["kind"]) {
  const [run] = await syncHistory(shop);
  return run?.kind === kind ? run : undefined;
}

function sweep() {
  return sweepChecks({ signal: new AbortController().signal, ownerQuery: (text, values) => owner.query(text, values) });
}

function grants(shop: Shop, keeps: (scope: string) => boolean, also?: string): void {
  const { shop: hosted } = at(shop.domain);
  hosted.scopes = [...hosted.scopes.filter(keeps), ...(also ? [also] : [])];
}

async function cursors(shop: Shop): Promise<Record<string, Date>> {
  const rows = await withShop(shop.id, (tx) => tx.query("select resource, covered_until from sync_cursor"));
  return Object.fromEntries(rows.map((row) => [row.resource, row.covered_until]));
}

async function jobs(shop: Shop): Promise<number> {
  const { rows } = await owner.query("select count(*)::int as count from graphile_worker._private_jobs where payload ->> 'shopId' = $1", [
    shop.id,
  ]);
  return rows[0].count;
}

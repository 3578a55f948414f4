import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const DOMAIN = "cutoff.myshopify.com";
const HOUR_S = 3600;
const world = await startWorld([tradingShop({ handle: "cutoff", orders: 30 })]);
const { deliver } = await import("../../test/webhooks/deliver.ts");
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { startWorker } = await import("./worker.ts");
const { giveUpJob } = await import("./give-up.ts");
const { StepFailed } = await import("./explain.ts");
const { ShopifyUnavailable } = await import("../shopify/errors.ts");
const { withShop } = await import("../db.server.ts");

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
const stand = world.at(DOMAIN);
let shop: Shop;

beforeAll(async () => {
  await owner.connect();
  shop = await world.install(DOMAIN);
  await synced(shop);
});
afterAll(async () => {
  await worker.stop();
  await owner.end();
  await world.simulator.stop();
});

test("an hour without the Admin API loses nothing and needs nobody: all that waits is worked off once Shopify is back", async () => {
  stand.faults.set({ serverErrorNext: 1_000_000, tokenServerErrorNext: 1_000_000 });
  for (let minute = 0; minute < 60; minute += 6) {
    const orderId = String(10_001 + minute / 6);
    world.simulator.platform.clock.advance(6 * 60 * 1000);
    stand.shop.apply({ type: "order_changed", at: instant(), orderId, tags: ["while away"] });
    await told("orders/updated", { admin_graphql_api_id: `gid://shopify/Order/${orderId}`, updated_at: instant() });
  }
  stand.shop.apply({ type: "order_deleted", at: instant(), orderId: "10020" });
  await told("orders/delete", { id: 10020 });
  await pass(HOUR_S);
  const away = await inboxOf(shop);
  expect(away.filter(({ status }) => status === "dead")).toEqual([]);
  expect(away.filter(({ status }) => status === "waiting").length).toBeGreaterThanOrEqual(10);

  stand.reset();
  await pass(10 * 60); // no longer than what they wait for in between
  await expect
    .poll(async () => new Set((await inboxOf(shop)).map(({ status }) => status)), { timeout: 30_000 })
    .toEqual(new Set(["applied"]));
  expect(await tagged()).toBe(10);
  expect(await withShop(shop.id, (tx) => tx.query("select id from orders where deleted_at is not null"))).toEqual([{ id: "10020" }]);
}, 120_000);

test("a run that failed because Shopify was away is followed by a check, one that no attempt would mend is not", async () => {
  const due = async () => {
    const [row] = await withShop(shop.id, (tx) =>
      tx.query("select round(extract(epoch from next_check_at - now()) / 60)::int as minutes from shop where id = $1", [shop.id]),
    );
    return Number(row?.minutes);
  };
  const failedBy = async (error: Error) => {
    await withShop(shop.id, (tx) => tx.query("update shop set next_check_at = now() + interval '10 hours' where id = $1", [shop.id]));
    await giveUpJob({ name: "start-sync", payload: { shopId: shop.id, runId: "1" } }, error);
    return due();
  };

  expect(await failedBy(new ShopifyUnavailable("Shopify answered HTTP 503"))).toBe(15);
  expect(await failedBy(new StepFailed("Shopify denies access", "Grant it."))).toBe(600);
});

/** Lets time pass for what waits in queue and inbox, as often as the worker takes something up meanwhile. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 10 * 60) {
    await owner.query("update graphile_worker._private_jobs set run_at = run_at - interval '10 minutes' where locked_at is null");
    await withShop(shop.id, (tx) => tx.query("update inbox set due_at = due_at - interval '10 minutes' where status = 'waiting'"));
    await withShop(shop.id, (tx) =>
      tx.query("select enqueue('drain-inbox', json_build_object('shopId', $1::text), job_key => 'sweep:' || $1)", [shop.id]),
    );
    await sleep(1_000);
  }
}

function instant(): string {
  return new Date(world.simulator.platform.clock.now()).toISOString().replace(/\.\d{3}Z$/, "Z");
}

async function tagged(): Promise<number> {
  const [row] = await withShop(shop.id, (tx) => tx.query("select count(*)::int as count from orders where 'while away' = any(tags)"));
  return Number(row?.count);
}

async function told(topic: string, body: object): Promise<void> {
  const headers = { "X-Shopify-Triggered-At": instant() };
  expect((await deliver({ topic, shop: DOMAIN, body, webhookId: randomUUID(), headers })).status).toBe(200);
}

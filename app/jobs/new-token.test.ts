import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const DOMAIN = "revoked.myshopify.com";
const world = await startWorld([tradingShop({ handle: "revoked", orders: 10 })]);
const { deliver } = await import("../../test/webhooks/deliver.ts");
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { giveUpJob } = await import("./give-up.ts");
const { startWorker } = await import("./worker.ts");
const { withShop } = await import("../db.server.ts");
const { TokenRevoked } = await import("../shopify/errors.ts");

const OWNER = process.env.DATABASE_OWNER_URL ?? "";
let worker = startWorker(OWNER);
const stand = world.at(DOMAIN);
let shop: Shop;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
});
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("webhooks that wait because Shopify took the token back are worked off as soon as a visit brings a new one", async () => {
  stand.tokens.revokeAll();
  await told("10001");
  await expect.poll(async () => (await dueInMinutes())[0], { timeout: 10_000 }).toBeGreaterThan(8);

  await world.install(DOMAIN); // a visit
  await expect.poll(async () => (await inboxOf(shop)).map(({ status }) => status), { timeout: 10_000 }).toEqual(["applied"]);
  expect(await withShop(shop.id, (tx) => tx.query("select id from orders"))).toEqual([{ id: "10001" }]);
});

test("two answers of 401 in a row, after which the token is taken for revoked, cost no more than the time until the next visit", async () => {
  stand.faults.set({ unauthorizedNext: 2 });
  await told("10002");
  await expect.poll(async () => (await dueInMinutes()).some((minutes) => minutes > 8), { timeout: 10_000 }).toBe(true);

  await world.install(DOMAIN);
  await expect.poll(async () => (await inboxOf(shop)).map(({ status }) => status), { timeout: 10_000 }).toEqual(["applied", "applied"]);
});

test("a drain that fails on the token of before, when a visit has already brought a new one, makes nothing wait", async () => {
  await worker.stop();
  await told("10003");
  await giveUpJob({ name: "drain-inbox", payload: { shopId: shop.id } }, new TokenRevoked(DOMAIN));

  worker = startWorker(OWNER);
  await expect.poll(async () => (await inboxOf(shop)).map(({ status }) => status)).toEqual(["applied", "applied", "applied"]);
});

async function told(orderId: string): Promise<void> {
  const body = { admin_graphql_api_id: `gid://shopify/Order/${orderId}` };
  expect((await deliver({ topic: "orders/updated", shop: DOMAIN, body, webhookId: randomUUID() })).status).toBe(200);
}

async function dueInMinutes(): Promise<number[]> {
  const rows = await withShop(shop.id, (tx) =>
    tx.query("select extract(epoch from due_at - now()) / 60 as minutes from inbox where status = 'waiting' order by id"),
  );
  return rows.map(({ minutes }) => Number(minutes));
}

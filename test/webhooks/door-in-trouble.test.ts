import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { pool } from "../../app/db.server.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { deliver, order, requestOf } from "./deliver.ts";
import { inboxOf } from "./inbox-rows.ts";

const owner = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL ?? "", max: 1 });
let shop: GivenShop;

beforeAll(async () => {
  shop = await givenShop();
});
beforeEach(() => owner.query("truncate inbox"));
afterAll(async () => {
  await owner.end();
  await pool.end();
});

test("a burst of two shops is stored whole", async () => {
  const other = await givenShop();
  const burst = Array.from({ length: 1_200 }, (_, index) => ({
    topic: "orders/updated",
    shop: index % 3 === 0 ? other.domain : shop.domain,
    webhookId: `burst-${randomUUID()}`,
    body: { ...order, admin_graphql_api_id: `gid://shopify/Order/${index + 1}` },
  }));
  const statuses = await Promise.all(burst.map(async (one) => (await deliver(one)).status));

  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await inboxOf(shop)).toHaveLength(800);
  expect(await inboxOf(other)).toHaveLength(400);
});

test("what the database refuses of one delivery does not hold back the others", async () => {
  await owner.query("alter table inbox add constraint no_poison check (topic <> 'carts/update')");
  try {
    const cart = { token: "t", updated_at: "2026-01-01T00:00:00Z" };
    const results = await Promise.allSettled([
      deliver({ topic: "orders/create", shop: shop.domain, body: order }),
      deliver({ topic: "orders/create", shop: shop.domain, body: order }),
      deliver({ topic: "orders/create", shop: shop.domain, body: order }),
      deliver({ topic: "carts/update", shop: shop.domain, body: cart }),
      deliver({ topic: "orders/create", shop: shop.domain, body: order }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(await inboxOf(shop)).toHaveLength(4);
  } finally {
    await owner.query("alter table inbox drop constraint no_poison");
  }
});

test("without a database the answer is 503 and says when to come again", async () => {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgres://tillwise:x@127.0.0.1:1/none");
  const apart = await import("../../app/routes/webhooks.tsx");
  const response = await apart.action({
    request: requestOf({ topic: "orders/create", shop: shop.domain, body: order }),
    params: {},
    context: {},
  });
  vi.unstubAllEnvs();

  expect(response.status).toBe(503);
  expect(response.headers.get("Retry-After")).toBe("30");
});

test("a database that does not answer is given up before Shopify gives up", async () => {
  const locker = await owner.connect();
  await locker.query("begin; lock table inbox in access exclusive mode");
  const shopifyGivesUp = sleep(5_000, new Response(null, { status: 599 }));
  const response = await Promise.race([
    deliver({ topic: "orders/create", shop: shop.domain, webhookId: "w-slow", body: order }),
    shopifyGivesUp,
  ]);
  await locker.query("rollback");
  locker.release();

  expect(response.status).toBe(503);
  expect((await deliver({ topic: "orders/create", shop: shop.domain, webhookId: "w-slow", body: order })).status).toBe(200);
  expect(await inboxOf(shop)).toMatchObject([{ webhook_id: "w-slow", deliveries: 2 }]);
});

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { pool } from "../../app/db.server.ts";
import { logger } from "../../app/logger.server.ts";
import { action, loader } from "../../app/routes/webhooks.tsx";
import { openBody } from "../../app/shopify.server.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { deliver, requestOf } from "./deliver.ts";
import { inboxOf } from "./inbox-rows.ts";

const owner = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL ?? "", max: 1 });
const order = { admin_graphql_api_id: "gid://shopify/Order/820982911946154508", updated_at: "2021-12-31T19:00:00-05:00" };
let shop: GivenShop;

beforeAll(async () => {
  shop = await givenShop();
});
beforeEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
  await owner.query("truncate inbox");
});
afterAll(() => owner.end());

test("a delivery is stored as its ids and times, and answered 200 with nothing", async () => {
  const response = await deliver({
    topic: "orders/create",
    shop: shop.domain,
    webhookId: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    body: { ...order, email: "jon@example.com", shipping_address: { name: "Steve" } },
  });

  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  expect(await inboxOf(shop)).toMatchObject([
    {
      webhook_id: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
      topic: "orders/create",
      event_id: "98880550-7158-44d4-b7cd-2c97c8a091b5",
      api_version: "2026-10",
      kind: "order",
      record_id: "820982911946154508",
      related_id: null,
      triggered_at: new Date("2026-07-01T12:17:28.123Z"),
      status: "waiting",
      attempts: 0,
      reason: null,
      deliveries: 1,
      fields: null,
      sealed: null,
    },
  ]);
});

test.each(["GET", "HEAD"])("%s is answered 405", () => {
  expect(loader()).toMatchObject({ status: 405 });
  expect(loader().headers.get("Allow")).toBe("POST");
});

test.each(["PUT", "PATCH", "DELETE"])("%s is answered 405, however well it is signed", async (method) => {
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: order, method })).status).toBe(405);
  expect(await inboxOf(shop)).toEqual([]);
});

test.each([
  ["without a signature", { "X-Shopify-Hmac-Sha256": null }],
  ["without a topic", { "X-Shopify-Topic": null }],
  ["with a topic that is none", { "X-Shopify-Topic": "orders create" }],
  ["without a shop", { "X-Shopify-Shop-Domain": null }],
  ["with a shop that is none", { "X-Shopify-Shop-Domain": "shop.example" }],
  ["with a shop that hides another", { "X-Shopify-Shop-Domain": "evil.example/a.myshopify.com" }],
  ["without an id", { "X-Shopify-Webhook-Id": null }],
])("a delivery %s is answered 400", async (_, headers) => {
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: order, headers })).status).toBe(400);
  expect(await inboxOf(shop)).toEqual([]);
});

test("a delivery without a body is answered 400", async () => {
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: "" })).status).toBe(400);
});

test("a signature by another secret, or over other bytes, is answered 401 with one line that holds nothing of the body", async () => {
  const lines = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  const { status } = await deliver({
    topic: "orders/create",
    shop: shop.domain,
    body: { ...order, email: "jon@example.com" },
    secret: "guessed",
  });

  expect(status).toBe(401);
  expect(lines).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(lines.mock.calls)).not.toMatch(/jon|820982911946154508/);
  const sent = requestOf({ topic: "orders/create", shop: shop.domain, body: order });
  const changed = new Request(sent.url, { method: "POST", headers: sent.headers, body: `${await sent.text()} ` });
  expect((await action({ request: changed, params: {}, context: {} })).status).toBe(401);
  expect(await inboxOf(shop)).toEqual([]);
});

test("a body that names another shop than the header is answered 401 and not kept", async () => {
  const other = await givenShop();
  for (const [topic, body] of [
    ["app/uninstalled", { id: 548380009, myshopify_domain: other.domain }],
    ["shop/update", { id: 548380009, myshopify_domain: other.domain }],
    ["shop/redact", { shop_id: 954889, shop_domain: other.domain }],
    ["customers/redact", { shop_id: 954889, shop_domain: other.domain, customer: { id: 1 }, orders_to_redact: [] }],
  ] as const) {
    expect((await deliver({ topic, shop: shop.domain, body })).status, topic).toBe(401);
  }
  expect(await inboxOf(shop)).toEqual([]);
  expect(await inboxOf(other)).toEqual([]);
});

test("a body of more than 5 MB is answered 413, and one of 5 MB is read", async () => {
  const filled = (bytes: number) => `{"admin_graphql_api_id":"gid://shopify/Order/1","note":"${"x".repeat(bytes - 60)}"}`.padEnd(bytes);
  const limit = 5 * 1024 * 1024;

  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: filled(limit) })).status).toBe(200);
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: filled(limit + 1) })).status).toBe(413);
  expect(await inboxOf(shop)).toHaveLength(1);
});

test("an unknown topic is kept as a dead letter that opens, and answered 200", async () => {
  const body = '{"id":1,"email":"jon@example.com"}';

  expect((await deliver({ topic: "fulfillments/create", shop: shop.domain, webhookId: "w-1", body })).status).toBe(200);
  const [row] = await inboxOf(shop);
  expect(row).toMatchObject({ status: "dead", kind: null, reason: "the topic fulfillments/create is not known to this version" });
  expect(row?.sealed).not.toContain("jon");
  expect(openBody(row?.sealed ?? "", "w-1")).toBe(body);
  expect(() => openBody(row?.sealed ?? "", "w-2")).toThrow();
});

test("an unknown shop is answered 200 and dropped with a line", async () => {
  const lines = vi.spyOn(logger, "info").mockImplementation(() => undefined);

  expect((await deliver({ topic: "orders/create", shop: "never-seen.myshopify.com", body: order })).status).toBe(200);
  expect(lines).toHaveBeenCalledTimes(1);
  expect((await owner.query("select from inbox")).rowCount).toBe(0);
});

test("a webhook that comes again is counted on its row, at once or later, and does not wake a dead one", async () => {
  const again = { topic: "orders/create", shop: shop.domain, webhookId: "w-2", body: order };
  const statuses = await Promise.all([again, again, again, { ...again, webhookId: "w-3" }].map(deliver));
  await deliver(again);

  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await inboxOf(shop)).toMatchObject([
    { webhook_id: "w-2", deliveries: 4 },
    { webhook_id: "w-3", deliveries: 1 },
  ]);
});

test("the same webhook id at two shops is two webhooks", async () => {
  const other = await givenShop();
  await Promise.all([shop, other].map(({ domain }) => deliver({ topic: "orders/create", shop: domain, webhookId: "w-4", body: order })));

  expect(await inboxOf(shop)).toHaveLength(1);
  expect(await inboxOf(other)).toHaveLength(1);
});

test("ids and times that cannot be read are dead letters with the reason, and never its value", async () => {
  const cases: [string, unknown, string][] = [
    ["orders/create", { admin_graphql_api_id: null }, "no id can be read at admin_graphql_api_id"],
    ["orders/create", { admin_graphql_api_id: "gid://shopify/Customer/1" }, "no id can be read at admin_graphql_api_id"],
    ["orders/create", [order], "no id can be read at admin_graphql_api_id"],
    ["orders/delete", { id: 1.5 }, "no id can be read at id"],
    ["orders/delete", '{"id":99999999999999999999}', "no id can be read at id"],
    ["orders/edited", { order_edit: null }, "no id can be read at order_edit.order_id"],
    ["carts/create", { token: "a\u0000b" }, "no id can be read at token"],
    ["inventory_levels/update", { inventory_item_id: 1 }, "no id can be read at location_id"],
    ["orders/updated", { ...order, updated_at: "yesterday" }, "updated_at is no instant"],
    ["orders/updated", { ...order, updated_at: "0000-01-01T00:00:00Z" }, "updated_at is no instant"],
    ["carts/create", { token: "t", created_at: "9999-12-31T23:59:59-01:00" }, "created_at is no instant"],
    ["shop/redact", { shop_id: 1 }, "no shop is named at shop_domain"],
    ["orders/create", "{", "the body is no JSON"],
    ["orders/create", Buffer.from([0xff, 0x00]), "the body is no JSON"],
  ];
  for (const [topic, body] of cases) expect((await deliver({ topic, shop: shop.domain, body })).status).toBe(200);
  const triggered = { "X-Shopify-Triggered-At": "31.12.2026" };
  await deliver({ topic: "orders/create", shop: shop.domain, body: order, headers: triggered });

  const rows = await inboxOf(shop);
  expect(rows.map(({ status, reason }) => [status, reason])).toEqual(
    [...cases.map(([, , reason]) => reason), "X-Shopify-Triggered-At is no instant"].map((reason) => ["dead", reason]),
  );
  expect(rows.every(({ sealed }) => sealed?.startsWith("enc:test:"))).toBe(true);
});

test("of lists within lists, however deep, nothing is kept", async () => {
  const depth = 20_000;
  const body = `{"token":"t","line_items":[{"quantity":1},${"[".repeat(depth)}${"]".repeat(depth)}]}`;

  expect((await deliver({ topic: "carts/create", shop: shop.domain, body })).status).toBe(200);
  expect((await inboxOf(shop)).map(({ fields }) => fields)).toEqual([{ token: "t", line_items: [{ quantity: 1 }, null] }]);
});

test("a secret that was replaced still signs", async () => {
  vi.resetModules();
  vi.stubEnv("SHOPIFY_API_SECRET_PREVIOUS", "replaced-secret");
  const rotated = await import("../../app/routes/webhooks.tsx");
  const request = requestOf({ topic: "orders/create", shop: shop.domain, body: order, secret: "replaced-secret" });

  expect((await rotated.action({ request, params: {}, context: {} })).status).toBe(200);
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: order, secret: "replaced-secret" })).status).toBe(401);
  vi.unstubAllEnvs();
});

test("deliveries of a second make one job for their shop, which knows whose it is, and it begins after all of them are stored", async () => {
  const busy = await givenShop();
  for (let index = 0; index < 20; index += 1) await deliver({ topic: "orders/create", shop: busy.domain, body: order });
  const jobs = await jobsOf(busy);

  const times = (await inboxOf(busy)).map(({ received_at }) => received_at.getTime());
  const [first, last] = [Math.min(...times), Math.max(...times)];

  expect(jobs.length).toBeGreaterThanOrEqual(1);
  expect(jobs.length).toBeLessThanOrEqual(2 + Math.floor((last - first) / 1_000)); // a second may have turned
  for (const { payload } of jobs) expect(payload).toEqual({ shopId: busy.id });
  expect(Math.max(...jobs.map(({ run_at }) => run_at.getTime()))).toBeGreaterThan(last);
});

test("a dead letter makes no job", async () => {
  const other = await givenShop();
  await deliver({ topic: "fulfillments/create", shop: other.domain, body: order });

  expect(await jobsOf(other)).toEqual([]);
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

const jobs = z.array(z.object({ payload: z.unknown(), run_at: z.date() }));

async function jobsOf({ id }: GivenShop): Promise<z.infer<typeof jobs>> {
  const { rows } = await owner.query("select payload, run_at from graphile_worker._private_jobs where payload ->> 'shopId' = $1", [id]);
  return jobs.parse(rows);
}

afterAll(() => pool.end());

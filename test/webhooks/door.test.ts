import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { pool } from "../../app/db.server.ts";
import { logger } from "../../app/logger.server.ts";
import { action, loader } from "../../app/routes/webhooks.tsx";
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

test("a secret that was replaced still signs", async () => {
  vi.resetModules();
  vi.stubEnv("SHOPIFY_API_SECRET_PREVIOUS", "replaced-secret");
  const rotated = await import("../../app/routes/webhooks.tsx");
  const request = requestOf({ topic: "orders/create", shop: shop.domain, body: order, secret: "replaced-secret" });

  expect((await rotated.action({ request, params: {}, context: {} })).status).toBe(200);
  expect((await deliver({ topic: "orders/create", shop: shop.domain, body: order, secret: "replaced-secret" })).status).toBe(401);
  vi.unstubAllEnvs();
});

import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { pool } from "../../app/db.server.ts";
import { logger } from "../../app/logger.server.ts";
import { openBody } from "../../app/shopify.server.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { deliver, order } from "./deliver.ts";
import { inboxOf } from "./inbox-rows.ts";

const owner = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL ?? "", max: 1 });
let shop: GivenShop;

beforeAll(async () => {
  shop = await givenShop();
});
beforeEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
  await owner.query("truncate inbox");
});
afterAll(async () => {
  await owner.end();
  await pool.end();
});

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

const jobs = z.array(z.object({ payload: z.unknown(), run_at: z.date() }));

async function jobsOf({ id }: GivenShop): Promise<z.infer<typeof jobs>> {
  const { rows } = await owner.query("select payload, run_at from graphile_worker._private_jobs where payload ->> 'shopId' = $1", [id]);
  return jobs.parse(rows);
}

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";
import { until } from "../factories/until.ts";

const world = await startWorld(["alpha", "beta"].map((handle) => tradingShop({ handle, orders: 10 })));
const { deliver } = await import("./deliver.ts");
const { inboxOf } = await import("./inbox-rows.ts");
const { startWorker } = await import("../../app/jobs/worker.ts");
const dataPage = await import("../../app/routes/app.data.tsx");
const download = await import("../../app/routes/app.data.request.$id.tsx");
const inbox = await import("../../app/routes/app.inbox.tsx");
const sync = await import("../../app/routes/app.sync.tsx");
const { withShop } = await import("../../app/db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let alpha: Shop;
let beta: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  beta = await world.install("beta.myshopify.com");
  await synced(alpha);
});

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("the page counts what became of each webhook, and shows dead letters with their reason", async () => {
  const webhookId = randomUUID();
  await told("orders/updated", { admin_graphql_api_id: "gid://shopify/Order/10001" }, { webhookId });
  await told("orders/updated", { admin_graphql_api_id: "gid://shopify/Order/10001" }, { webhookId });
  await told("planets/aligned", { id: 1 });
  await told(
    "orders/updated",
    { admin_graphql_api_id: "gid://shopify/Order/10002" },
    { headers: { "X-Shopify-Triggered-At": "yesterday" } },
  );
  await settled();

  const { webhooks } = await page(alpha);
  expect(webhooks.health).toMatchObject({ received: 3, applied: 1, waiting: 0, dead: 2, duplicates: 1, oldestWaiting: null });
  expect(webhooks.letters.map(({ reason }) => reason)).toEqual([
    "X-Shopify-Triggered-At is no instant",
    "the topic planets/aligned is not known to this version",
  ]);
  expect((await page(beta)).webhooks.health).toMatchObject({ received: 0, dead: 0 });
});

test("a dead letter is tried again, one or all, and what still cannot be read stays with its reason", async () => {
  const [unread, unknown] = (await page(alpha)).webhooks.letters;
  expect(await retry(beta, unread?.id)).toEqual({ waiting: 0 });
  expect(await retry(alpha, unknown?.id)).toEqual({ waiting: 0 });
  expect(await retry(alpha, unread?.id)).toEqual({ waiting: 1 });
  await settled();
  expect((await page(alpha)).webhooks.letters.map(({ id }) => id)).toEqual([unknown?.id]);
  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", reason: null, sealed: null });

  await withShop(alpha.id, (tx) =>
    tx.query("update inbox set status = 'dead', attempts = 5, reason = 'Shopify was away' where shop_id = $1 and status = 'applied'", [
      alpha.id,
    ]),
  );
  expect((await page(alpha)).webhooks.health.dead).toBe(3);
  expect(await retry(alpha)).toEqual({ waiting: 2 });
  await settled();
  expect((await page(alpha)).webhooks.health).toMatchObject({ applied: 2, dead: 1 });
});

test("“Check now” asks for what changed, and its outcome is on the page", async () => {
  const form = new URLSearchParams({ intent: "check" });
  const state = await sync.action({ request: request(alpha, "/app/sync", form), params: {}, context: {} });
  expect(state.current).toMatchObject({ kind: "incremental" });
  await until(async () => (await page(alpha)).sync.current === null);

  expect((await page(alpha)).runs[0]).toMatchObject({ kind: "incremental", status: "done", deleted: 0, outOfReach: null });
});

test("a customer's request is listed with its deadline and downloaded by its shop alone", async () => {
  const shop = { shop_id: 1, shop_domain: alpha.domain };
  await told("customers/data_request", { ...shop, customer: { id: 2001 }, orders_requested: [] });
  await settled();
  const [asked] = (await page(alpha)).requests;
  expect(asked).toMatchObject({ customerId: "2001", downloadedAt: null });

  const file = await fetched(alpha, asked?.id ?? "");
  expect([file.status, file.headers.get("content-disposition")]).toEqual([200, `attachment; filename="data-request-${asked?.id}.json"`]);
  expect(await file.json()).toMatchObject({ customer_id: 2001 });
  expect((await fetched(beta, asked?.id ?? "")).status).toBe(404);
  expect((await fetched(alpha, "1; drop table shop")).status).toBe(404);
  expect((await page(alpha)).requests[0]?.downloadedAt).not.toBeNull();
});

function request(shop: Shop, path: string, form?: URLSearchParams): Request {
  const token = issueSessionToken(world.simulator.platform, world.at(shop.domain));
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  return new Request(`${process.env.SHOPIFY_APP_URL}${path}`, { headers, ...(form && { method: "POST", body: form }) });
}

function page(shop: Shop) {
  return dataPage.loader({ request: request(shop, "/app/data"), params: {}, context: {} });
}

function fetched(shop: Shop, id: string): Promise<Response> {
  return download.loader({ request: request(shop, `/app/data/request/${encodeURIComponent(id)}`), params: { id }, context: {} });
}

function retry(shop: Shop, id?: string) {
  const form = new URLSearchParams({ intent: "retry", ...(id ? { id } : {}) });
  return inbox.action({ request: request(shop, "/app/inbox", form), params: {}, context: {} });
}

async function told(topic: string, body: object, more: { webhookId?: string; headers?: Record<string, string> } = {}): Promise<void> {
  const headers = { "X-Shopify-Triggered-At": new Date().toISOString(), ...more.headers };
  expect((await deliver({ topic, shop: alpha.domain, body, webhookId: more.webhookId ?? randomUUID(), headers })).status).toBe(200);
}

async function settled(): Promise<void> {
  await until(async () => !(await inboxOf(alpha)).some(({ status }) => status === "waiting"));
}

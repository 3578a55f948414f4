import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followShops } from "../../../test/factories/followed-shops.ts";
import { synced } from "../../../test/factories/synced.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { until } from "../../../test/factories/until.ts";
import type { Shop } from "../../db/shop.ts";

const { at, install, told, settled, count, stop } = await followShops(
  ["alpha", "beta", "gamma"].map((handle) => tradingShop({ handle, orders: 40 })),
);
const { inboxOf } = await import("../../../test/webhooks/inbox-rows.ts");
const { openReport } = await import("../../shopify.server.ts");
const { dataRequests, takeReport } = await import("../../db/data-request.ts");
const { findShopById, getShop } = await import("../../db/shop.ts");
const { pool, withShop } = await import("../../db.server.ts");

const ANN = "2003";
const owner = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 1 });
let alpha: Shop;
let beta: Shop;

beforeAll(async () => {
  alpha = await install("alpha.myshopify.com");
  beta = await install("beta.myshopify.com");
  await synced(alpha);
  await synced(beta);
});

afterAll(async () => {
  await stop();
  await owner.end();
});

test("what is stored of a person is put together, encrypted, for their shop alone, with 30 days to hand it on", async () => {
  const orders = await count(alpha, "orders", `customer_id = ${ANN}`);
  await demanded(alpha, "customers/data_request", { customer: { id: Number(ANN), email: "ann@mail.example" }, orders_requested: [10001] });
  await settled(alpha);

  const [request] = await dataRequests(alpha);
  expect(request).toMatchObject({ customerId: ANN, downloadedAt: null });
  expect((request?.dueAt.getTime() ?? 0) - (request?.requestedAt.getTime() ?? 0)).toBe(30 * 86_400_000);
  expect(await takeReport(beta, request?.id ?? "")).toBeNull();
  const taken = await takeReport(alpha, request?.id ?? "");
  expect(taken?.sealed).not.toContain(ANN);
  const report = JSON.parse(openReport(taken?.sealed ?? "", taken?.webhookId ?? ""));
  expect(orders).toBeGreaterThan(0);
  expect(report.orders.filter((order: { customer_id: number }) => order.customer_id === Number(ANN))).toHaveLength(orders);
  expect(report.orders.find((order: { id: number }) => order.id === 10001)?.lines.length).toBeGreaterThan(0);
  expect(report.customer).toMatchObject({ id: Number(ANN), country: "US" });
  expect(Number(report.figures.orders)).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain("mail.example");
  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", sealed: null });
});

test("a person who is forgotten leaves their money, and neither a webhook nor a sync brings them back", async () => {
  const before = await money(alpha);
  const guests = await count(alpha, "orders", "customer_id is null");
  const theirs = await count(alpha, "orders", `customer_id = ${ANN}`);
  await demanded(alpha, "customers/data_request", { customer: { id: Number(ANN), email: "ann@mail.example" }, orders_requested: ["?"] });
  await settled(alpha);
  expect(await count(alpha, "inbox", `status = 'dead' and related_id = '${ANN}'`)).toBe(1);
  await demanded(alpha, "customers/redact", { customer: { id: Number(ANN), email: "ann@mail.example" }, orders_to_redact: [] });
  await settled(alpha);
  await gone();

  await told(alpha, "customers/update", { admin_graphql_api_id: `gid://shopify/Customer/${ANN}` });
  await told(alpha, "orders/updated", { admin_graphql_api_id: `gid://shopify/Order/${await anOrderOf(ANN)}` });
  await settled(alpha);
  await gone();

  const run = await synced(alpha);
  expect(run).toMatchObject({ status: "done", totals: { applied: 0, refused: 0 } });
  await gone();

  async function gone() {
    expect(await count(alpha, "orders", "customer_id is null")).toBe(guests + theirs);
    expect(await count(alpha, "inbox", `status = 'dead' and related_id = '${ANN}'`)).toBe(0);
    for (const [table, column] of Object.entries({
      orders: "customer_id",
      customer: "id",
      abandoned_checkout: "customer_id",
      checkout: "customer_id",
      left_checkout: "customer_id",
      order_place: "customer_id",
      customer_stats: "customer_id",
      daily_customer_sales: "customer_id",
      data_request: "customer_id",
    })) {
      expect([table, await count(alpha, table, `${column} = ${ANN}`)]).toEqual([table, 0]);
    }
    expect(await money(alpha)).toEqual(before);
  }
});

test("a customer whose history is merged into a forgotten one is nobody's", async () => {
  await told(alpha, "customers/merge", {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${ANN}`,
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2005",
    status: "completed",
  });
  await settled(alpha);

  expect(await count(alpha, "orders", `customer_id in (${ANN}, 2005)`)).toBe(0);
});

test("a request that cannot be read is a dead letter with its reason, and its body stays sealed", async () => {
  await demanded(alpha, "customers/redact", { customer: { id: "ann" } });
  await settled(alpha);

  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "dead", reason: expect.stringContaining("customer.id") });
  expect((await inboxOf(alpha)).at(-1)?.sealed).toMatch(/^enc:/);
});

test("a demand to delete a shop that has the app is noted, and nothing is deleted", async () => {
  await demanded(alpha, "shop/redact", {});
  await settled(alpha);

  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", reason: expect.stringContaining("installed") });
  expect(await count(alpha, "orders")).toBe(40);
});

test("a late demand does not touch a newer installation, even while Shopify takes no token of it", async () => {
  const gamma = await install("gamma.myshopify.com");
  await synced(gamma);
  at(gamma.domain).uninstall();
  await demanded(gamma, "shop/redact", {}, new Date(gamma.installedAt.getTime() - 60_000));
  await settled(gamma);

  expect(await count(gamma, "orders")).toBe(40);
  expect((await getShop(gamma.id)).uninstalledAt).toBeNull();
});

test("a shop that left is deleted: rows of every table, staging, jobs, sessions, itself; the others keep theirs", async () => {
  const tables = await tablesWithShop();
  const kept = await Promise.all(tables.map((table) => count(alpha, table)));
  await demanded(beta, "customers/data_request", { customer: { id: 2001 } });
  await settled(beta);
  at(beta.domain).uninstall();
  await told(beta, "app/uninstalled", { id: 1, myshopify_domain: beta.domain });
  await until(async () => (await getShop(beta.id)).uninstalledAt !== null);
  await withShop(beta.id, async (tx) => {
    await tx.query("insert into bulk_operation (shop_id, sync_run_id, resource, status) values ($1, 1, 'customers', 'failed')", [beta.id]);
    await tx.query("select staging.open(max(id)) from bulk_operation where shop_id = $1", [beta.id]);
    await tx.query("select enqueue('poll-operation', json_build_object('shopId', $1::text), run_at => now() + interval '1 day')", [
      beta.id,
    ]);
  });
  const staged = await stagedTables();
  await demanded(beta, "shop/redact", {});
  await until(async () => (await findShopById(beta.id)) === null);
  await until(async () => (await jobs(beta)) === 0);

  expect(tables).toEqual(expect.arrayContaining(["orders", "sale", "inbox", "data_request", "dirty", "daily_sales", "redacted_customer"]));
  for (const table of tables) expect([table, await count(beta, table)]).toEqual([table, 0]);
  expect(staged).toBeGreaterThan(await stagedTables());
  expect((await pool.query("select from session where shop = $1", [beta.domain])).rowCount).toBe(0);
  expect(await Promise.all(tables.map((table) => count(alpha, table)))).toEqual(kept);
});

test("a shop that was deleted and comes back begins anew", async () => {
  const back = await install("beta.myshopify.com");

  expect(back.id).not.toBe(beta.id);
  expect((await synced(back)).status).toBe("done");
  expect(await count(back, "orders")).toBe(40);
});

function demanded(shop: Shop, topic: string, body: object, sent = new Date()): Promise<void> {
  return told(shop, topic, { shop_id: 1, shop_domain: shop.domain, ...body }, sent.toISOString());
}

async function money(shop: Shop) {
  return withShop(shop.id, (tx) => tx.query("select day, gross, returns, taxes, orders, units_sold from daily_sales order by day"));
}

async function anOrderOf(customerId: string): Promise<string> {
  const order = at(alpha.domain).shop.events.find((event) => event.type === "order_placed" && event.customerId === customerId);
  if (order?.type !== "order_placed") throw new Error("the customer has no order");
  return order.orderId;
}

async function jobs(shop: Shop): Promise<number> {
  const { rows } = await owner.query("select count(*)::int as count from graphile_worker._private_jobs where payload ->> 'shopId' = $1", [
    shop.id,
  ]);
  return rows[0].count;
}

async function stagedTables(): Promise<number> {
  const { rows } = await owner.query("select count(*)::int as count from pg_tables where schemaname = 'staging'");
  return rows[0].count;
}

async function tablesWithShop(): Promise<string[]> {
  const { rows } = await owner.query(
    "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'shop_id' order by table_name",
  );
  return rows.map(({ table_name }) => table_name);
}

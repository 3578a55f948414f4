import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TradeEvent } from "../../simulator/world/events.ts";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Delivery } from "../../test/webhooks/deliver.ts";
import type { Shop } from "../db/shop.ts";

const world = await startWorld(["alpha", "beta", "gamma"].map((handle) => tradingShop({ handle, orders: 40 })));
const { deliver } = await import("../../test/webhooks/deliver.ts");
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { startWorker } = await import("./worker.ts");
const { getShop } = await import("../db/shop.ts");
const { pool, withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let alpha: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  await synced(alpha);
});

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("an order that is placed shows in the figures within 3 seconds of its webhook, equal to the shop's own books", async () => {
  const tookMs: number[] = [];
  for (const orderId of ["90001", "90011", "90012"]) {
    happens(alpha, placed(orderId, "2001", 3));
    const startedAt = performance.now();
    await told(alpha, "orders/create", { admin_graphql_api_id: `gid://shopify/Order/${orderId}`, updated_at: now() });
    await settled(alpha);
    tookMs.push(performance.now() - startedAt);
    expect(await figures(alpha)).toEqual(books(alpha));
  }

  expect(Math.min(...tookMs)).toBeLessThan(3_000); // for what else a machine was held up by, the app cannot answer
});

test("an edit, a return and a cancellation are followed, whatever topic tells of them", async () => {
  happens(alpha, placed("90002", null, 2));
  happens(alpha, { type: "order_returned", at: now(), orderId: "90001", lines: [{ lineId: "900010", quantity: 1 }] });
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90002" });
  await told(alpha, "refunds/create", { id: 1, order_id: 90001 });
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));

  happens(alpha, { type: "order_edited", at: now(), orderId: "90002", reduced: [{ lineId: "900020", quantity: 1 }] });
  happens(alpha, { type: "order_cancelled", at: now(), orderId: "90001" });
  await told(alpha, "orders/edited", { order_edit: { id: 5, order_id: 90002 } });
  await told(alpha, "orders/cancelled", { admin_graphql_api_id: "gid://shopify/Order/90001" });
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("however many webhooks name an order, it is fetched once", async () => {
  const order = placed("90003", "2002", 1);
  happens(alpha, order);
  const before = asked(alpha);
  await Promise.all(
    Array.from({ length: 60 }, () =>
      told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/90003", updated_at: order.at }),
    ),
  );
  await settled(alpha);

  expect(asked(alpha) - before).toBeLessThanOrEqual(2); // the nudge may fall among them
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("an order of more lines than a page holds is loaded whole", async () => {
  happens(alpha, placed("90004", "2003", 130));
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90004" });
  await settled(alpha);

  expect(await count(alpha, "order_line", "order_id = 90004")).toBe(130);
  expect(await count(alpha, "sale", "order_id = 90004 and line_type = 'PRODUCT'")).toBe(130);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a deleted order stays in its rows and leaves every number, and a late update does not bring it back", async () => {
  happens(alpha, { type: "order_deleted", at: now(), orderId: "90004" });
  await told(alpha, "orders/delete", { id: 90004 });
  await settled(alpha);
  await told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/90004" });
  await settled(alpha);

  expect(await count(alpha, "orders", "id = 90004 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "sale", "order_id = 90004 and counted")).toBe(0);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a sync after all this finds no order to change", async () => {
  const { operations, status } = await synced(alpha);

  expect(status).toBe("done");
  for (const { resource, applied, refused, unbalanced } of operations.slice(0, 2)) {
    expect([resource, applied, refused, unbalanced]).toEqual([resource, 0, 0, 0]);
  }
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("a merged customer's orders belong to the one who was kept", async () => {
  const before = await count(alpha, "orders", "customer_id in (2004, 2005)");
  happens(alpha, { type: "customer_merged", at: now(), customerId: "2004", intoCustomerId: "2005" });
  await told(alpha, "customers/merge", {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/2005",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2004",
    status: "completed",
  });
  await settled(alpha);

  expect(await count(alpha, "orders", "customer_id = 2005")).toBe(before);
  expect(await count(alpha, "orders", "customer_id = 2004")).toBe(0);
  expect(await count(alpha, "customer", "id = 2004 and deleted_at is not null")).toBe(1);
  expect(await count(alpha, "customer_stats", "customer_id = 2004")).toBe(0);
});

test("a merge that failed moves nothing", async () => {
  const before = await count(alpha, "orders", "customer_id = 2006");
  await told(alpha, "customers/merge", {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/2007",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2006",
    status: "failed",
  });
  await settled(alpha);

  expect(before).toBeGreaterThan(0);
  expect(await count(alpha, "orders", "customer_id = 2006")).toBe(before);
});

test("a product, its stock and its end are followed", async () => {
  happens(alpha, { type: "product_changed", at: now(), productId: "3001", title: "Renamed" });
  await told(alpha, "products/update", { admin_graphql_api_id: "gid://shopify/Product/3001" });
  await told(alpha, "inventory_levels/update", { inventory_item_id: 5002, location_id: 71, updated_at: now() });
  await told(alpha, "inventory_levels/update", { inventory_item_id: 99999, location_id: 71, updated_at: now() });
  await told(alpha, "products/delete", { id: 3003 });
  await settled(alpha);

  expect(await count(alpha, "product", "id = 3001 and title = 'Renamed'")).toBe(1);
  expect(await count(alpha, "product", "id = 3003 and deleted_at is not null")).toBe(1);
  expect((await inboxOf(alpha)).filter(({ status }) => status !== "applied")).toEqual([]);
});

test("what Shopify does not show is noted, and nothing is deleted by it", async () => {
  const known = await count(alpha, "orders", "deleted_at is null");
  await told(alpha, "orders/updated", { admin_graphql_api_id: "gid://shopify/Order/777" });
  await settled(alpha);

  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "applied", reason: expect.stringContaining("does not show") });
  expect(await count(alpha, "orders", "deleted_at is null")).toBe(known);
});

test("while Shopify is away everything waits, and is worked off when it is back", async () => {
  world.at(alpha.domain).faults.set({ serverErrorNext: 8 });
  happens(alpha, placed("90005", "2001", 1));
  await told(alpha, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90005" });
  await sleep(2_000);
  expect((await inboxOf(alpha)).at(-1)).toMatchObject({ status: "waiting" });

  world.at(alpha.domain).faults.reset();
  await settled(alpha);
  expect(await figures(alpha)).toEqual(books(alpha));
});

test("nothing of a fetched record is left in staging", async () => {
  for (const table of ["orders", "order_line", "agreement", "sale", "customer", "product", "variant", "inventory_level"]) {
    expect((await pool.query(`select from staging.${table}_fetched`)).rowCount, table).toBe(0);
  }
});

test("another shop's webhooks touch nothing of this one", async () => {
  const beta = await world.install("beta.myshopify.com");
  const before = await figures(alpha);
  happens(beta, placed("90001", "2001", 1));
  await told(beta, "orders/create", { admin_graphql_api_id: "gid://shopify/Order/90001" });
  await settled(beta);

  expect(await count(beta, "orders", "true")).toBe(1);
  expect(await figures(alpha)).toEqual(before);
});

test("an uninstalled shop is left alone, with its data kept and its tokens forgotten; a late word does not touch a newer installation", async () => {
  const gamma = await world.install("gamma.myshopify.com");
  await sleep(1_100); // instants of this test are whole seconds
  const uninstalledAt = now();
  world.at(gamma.domain).uninstall();
  await told(gamma, "app/uninstalled", { id: 1, myshopify_domain: gamma.domain }, uninstalledAt);
  await settled(gamma);
  expect((await getShop(gamma.id)).uninstalledAt).not.toBeNull();
  expect((await pool.query("select from session where shop = $1", [gamma.domain])).rowCount).toBe(0);

  await sleep(1_100);
  const back = await world.install("gamma.myshopify.com");
  expect(back.uninstalledAt).toBeNull();
  await told(gamma, "app/uninstalled", { id: 1, myshopify_domain: gamma.domain }, uninstalledAt);
  await settled(gamma);
  expect((await getShop(gamma.id)).uninstalledAt).toBeNull();
});

function now(): string {
  return new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** An order of so many lines, one unit each. */
function placed(orderId: string, customerId: string | null, lines: number): TradeEvent {
  const bought = Array.from({ length: lines }, (_, place) => ({
    id: `${orderId}${place}`,
    productId: "3001",
    variantId: "4001",
    title: "Product 1",
    variantTitle: null,
    sku: "SKU-1",
    vendor: "Maker",
    quantity: 1,
    unitPrice: 1100,
    discount: 0,
    tax: 88,
    giftCard: false,
  }));
  return {
    type: "order_placed",
    at: now(),
    orderId,
    name: `#${orderId}`,
    customerId,
    lines: bought,
    shipping: { amount: 500 },
    paid: true,
  };
}

function happens(shop: Shop, event: TradeEvent): void {
  world.at(shop.domain).shop.apply(event);
}

async function told(shop: Shop, topic: string, body: unknown, at = now()): Promise<void> {
  const delivery: Delivery = { topic, shop: shop.domain, body, webhookId: randomUUID(), headers: { "X-Shopify-Triggered-At": at } };
  expect((await deliver(delivery)).status).toBe(200);
}

async function settled(shop: Shop, timeoutMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; ; await sleep(20)) {
    const isWaiting = (await inboxOf(shop)).some(({ status }) => status === "waiting");
    if (!isWaiting && (await count(shop, "dirty", "true")) === 0) return;
    if (Date.now() > deadline)
      throw new Error(`webhooks still wait: ${JSON.stringify((await inboxOf(shop)).filter(({ status }) => status === "waiting"))}`);
  }
}

async function count(shop: Shop, table: string, condition: string): Promise<number> {
  const rows = await withShop(shop.id, (tx) =>
    tx.query(`select count(*)::int as count from ${table} where shop_id = ${shop.id} and ${condition}`),
  );
  return Number(rows[0]?.count);
}

async function figures(shop: Shop) {
  const rows = await withShop(shop.id, (tx) =>
    tx.query(`select day::text, orders::int, gross::text, returns::text, taxes::text, shipping::text, units_sold::int
              from daily_sales where orders <> 0 or gross <> 0 or returns <> 0 or taxes <> 0 or shipping <> 0 order by day`),
  );
  return rows;
}

function books(shop: Shop) {
  return world
    .at(shop.domain)
    .shop.books.days()
    .map((day) => ({
      day: day.day,
      orders: Number(day.orders),
      gross: String(day.gross_sales),
      returns: String(day.returns),
      taxes: String(day.taxes),
      shipping: String(day.shipping_charges),
      units_sold: Number(day.units_sold),
    }))
    .filter(
      ({ orders, gross, returns, taxes, shipping }) => orders !== 0 || [gross, returns, taxes, shipping].some((amount) => amount !== "0"),
    );
}

function asked(shop: Shop): number {
  return world.at(shop.domain).counters.graphqlCalls;
}

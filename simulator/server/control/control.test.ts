import { connect } from "node:net";
import { expect, test } from "vitest";
import { API_KEY, API_SECRET, givenSimulator } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { startSimulator } from "../start.ts";

test("lists the shops, and installs and uninstalls", async () => {
  const { control, url } = await givenSimulator([tradingShop({ handle: "one", orders: 1 }), tradingShop({ handle: "two", orders: 1 })]);

  const shops = await (await fetch(`${url}/control/shops`)).json();
  expect(shops.map((shop: { domain: string; installed: boolean }) => [shop.domain, shop.installed])).toEqual([
    ["one.myshopify.com", true],
    ["two.myshopify.com", false],
  ]);
  expect((await control("POST", "install", { scopes: ["read_orders"] })).body).toMatchObject({ installed: true, scopes: ["read_orders"] });
  expect((await control("POST", "uninstall")).body.installed).toBe(false);
});

test("gives the books by day and by sale, amounts as digits", async () => {
  const shop = tradingShop({ handle: "books", orders: 10 });
  const { url, domain } = await givenSimulator([shop]);

  const days = await (await fetch(`${url}/control/shops/${domain}/books/days`)).json();
  const sales = (await (await fetch(`${url}/control/shops/${domain}/books/sales`)).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  expect(days).toHaveLength(shop.books.days().length);
  expect(days[0]).toMatchObject({ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), gross_sales: expect.stringMatching(/^\d+$/) });
  expect(sales).toHaveLength([...shop.books.sales()].length);
  const first = days[0].day;
  expect(await (await fetch(`${url}/control/shops/${domain}/books/days?from=${first}&to=${first}`)).json()).toEqual([days[0]]);
});

test("trade that happens now is seen at once; what cannot have happened is refused with the reason", async () => {
  const { control, graphql } = await givenSimulator([tradingShop({ handle: "now", orders: 2 })]);
  const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");

  expect((await control("POST", "events", [{ type: "order_changed", at, orderId: "10001", tags: ["late"] }])).body).toEqual({ applied: 1 });
  expect((await graphql('{ order(id: "gid://shopify/Order/10001") { tags updatedAt } }')).data.order).toEqual({
    tags: ["late"],
    updatedAt: at,
  });
  expect(await control("POST", "events", { type: "order_changed", at, orderId: "404", tags: [] })).toMatchObject({
    status: 422,
    body: { error: expect.stringContaining("Event 1 of 1") },
  });
  expect((await control("POST", "events", { colour: "red" })).status).toBe(400);
});

test("its clock can be moved, and reset puts everything but the trade back", async () => {
  const { control, url } = await givenSimulator([tradingShop({ handle: "clock", orders: 1 })]);
  const moved = await (await fetch(`${url}/control/clock`, { method: "POST", body: JSON.stringify({ advanceSeconds: 7200 }) })).json();
  await control("POST", "faults", { throttleNext: 3 });

  expect(Date.parse(moved.now) - Date.now()).toBeGreaterThan(7_100_000);
  await fetch(`${url}/control/reset`, { method: "POST" });
  const { now } = await (await fetch(`${url}/control/clock`)).json();
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
  expect((await control("GET", "faults")).body.throttleNext).toBe(0);
});

test("says what is wrong with a request it cannot take", async () => {
  const { url, control } = await givenSimulator([tradingShop({ handle: "wrong", orders: 1 })]);

  expect((await fetch(`${url}/control/shops/nobody/faults`)).status).toBe(404);
  const notJson = await fetch(`${url}/control/clock`, { method: "POST", body: "{" });
  expect([notJson.status, await notJson.json()]).toEqual([400, { error: "The body is not JSON" }]);
  expect(await control("POST", "protected-data", { approved: "yes" })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("approved") },
  });
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
});

test("stops with an export under way and connections open, and leaves nothing listening", async () => {
  const simulator = await startSimulator({
    port: 0,
    shops: [tradingShop({ handle: "stop", orders: 50 })],
    appUrl: "http://localhost:1",
    apiKey: API_KEY,
    apiSecret: API_SECRET,
  });
  const [hosted] = simulator.platform.shops.values();
  hosted?.faults.set({ bulkStallNext: 1, bulkFailAtObject: 1 });
  hosted?.install();
  const token = hosted?.tokens.issueOffline() ?? "";
  const query = 'mutation { bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }") { bulkOperation { id } } }';
  await fetch(`${simulator.url}/shops/stop.myshopify.com/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "X-Shopify-Access-Token": token },
    body: JSON.stringify({ query }),
  });

  await simulator.stop();

  const refused = await new Promise((resolve) =>
    connect(simulator.port, "127.0.0.1")
      .on("error", () => resolve(true))
      .on("connect", () => resolve(false)),
  );
  expect(refused).toBe(true);
});

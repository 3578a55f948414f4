import { expect, test } from "vitest";
import { givenSimulator, type SimulatorClient } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { givenWebhookReceiver, type WebhookReceiver } from "../../../test/factories/webhook-receiver.ts";
import { readSubscriptions } from "../webhooks/subscriptions.ts";
import { tradeActions } from "./trade-actions.ts";

const declared = readSubscriptions(new URL("../../../shopify.app.toml", import.meta.url));
type Given = SimulatorClient & { receiver: WebhookReceiver; act(name: string, wishes?: object): Promise<{ status: number; said: string }> };

async function given(handle = "alive"): Promise<Given> {
  const receiver = await givenWebhookReceiver();
  const client = await givenSimulator([tradingShop({ handle, orders: 30 })], receiver.url, declared);
  const act: Given["act"] = async (name, wishes = {}) => {
    const { status, body } = await client.control("POST", `life/${name}`, wishes);
    return { status, said: String(body.said ?? body.error) };
  };
  return { ...client, receiver, act };
}

const clock = (url: string, body: object) => fetch(`${url}/control/clock`, { method: "POST", body: JSON.stringify(body) });

test.each(Object.keys(tradeActions))("%s happens, in the shop and as webhooks", async (name) => {
  const { act, receiver, simulator } = await given();
  const shop = simulator.platform.find("alive")?.shop;
  const before = shop?.events.length ?? 0;
  const { status, said } = await act(name);

  expect([status, said]).toEqual([200, expect.stringMatching(/\.$/)]);
  expect(shop?.events.length).toBeGreaterThan(before);
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
});

test("what is wished for happens to that order, customer or product", async () => {
  const { act, control, simulator } = await given();
  const records = simulator.platform.find("alive")?.shop.records;

  expect((await act("place-order", { customer: "2003", variant: "4002", quantity: 5, paid: false })).said).toContain("#1031");
  const placed = [...(records?.orders.all ?? [])].at(-1);
  expect(placed).toMatchObject({ customerId: "2003", paid: false, placed: { lines: [{ variantId: "4002", quantity: 5 }] } });
  expect((await act("cancel-order", { order: "#1031" })).said).toBe("Order #1031 was cancelled.");
  expect(await act("cancel-order", { order: "#1031" })).toEqual({ status: 422, said: "Order #1031 is not fit for that." });
  expect((await act("delete-order", { order: "10002" })).said).toBe("Order #1002 was deleted.");
  expect(await act("return-part", { order: "#9999" })).toEqual({ status: 422, said: "There is no order #9999." });
  expect((await act("merge-customers", { customer: "2001", intoCustomer: "2002" })).said).toBe("Customer 2001 was merged into 2002.");
  expect((await act("change-time-zone", { timeZone: "Asia/Tokyo" })).said).toContain("Asia/Tokyo");
  expect((await act("change-time-zone", { timeZone: "Mars/North" })).status).toBe(422);
  expect((await act("dance")).status).toBe(404);
  expect((await control("POST", "life/place-order", { colour: "red" })).status).toBe(400);
});

test("the same seed makes the same things happen, another seed others", async () => {
  const tell = async (seed: string): Promise<unknown> => {
    const { control, simulator } = await given("seeded");
    await control("POST", "busy-day", { perSecond: 500, seed, actions: 80 });
    await expect.poll(async () => (await control("GET", "busy-day")).body.running).toBe(false);
    const events = simulator.platform.find("seeded")?.shop.events.slice(-100) ?? [];
    return events.map((event) => ({ ...event, at: "" }));
  };
  const first = await tell("1");

  expect(await tell("1")).toEqual(first);
  expect(await tell("2")).not.toEqual(first);
});

test("a busy day does so many things a second, and says how many; everything is told, and books and ledger still agree", async () => {
  const { control, receiver, simulator, graphql } = await given("busy");
  const startedAt = performance.now();
  await control("POST", "busy-day", { perSecond: 100, seconds: 3, seed: "7" });
  await expect.poll(async () => (await control("GET", "busy-day")).body.running).toBe(false);
  const tookMs = performance.now() - startedAt;
  const { body: day } = await control("GET", "busy-day");

  expect(tookMs).toBeGreaterThan(2_900);
  expect(day).toMatchObject({ done: 300, perSecond: 100 });
  expect(Number(day.impossible)).toBeLessThan(30);
  await expect.poll(async () => (await control("GET", "webhooks")).body.counts).toMatchObject({ waiting: 0 });
  expect((await control("GET", "webhooks")).body.counts).toMatchObject({
    made: receiver.received.length,
    delivered: receiver.received.length,
  });
  const shop = simulator.platform.find("busy")?.shop;
  const total = (shop?.books.days() ?? []).reduce((sum, { total_sales, tips, gift_cards }) => sum + total_sales + tips + gift_cards, 0n);
  const orders = [...(shop?.records.orders.all ?? [])].filter(({ placed }) => !placed.test);
  expect(total).toBe(BigInt(orders.reduce((sum, { currentTotal }) => sum + currentTotal, 0)));
  expect((await graphql("{ ordersCount(limit: null) { count } }")).data.ordersCount).toEqual({ count: orders.length });
});

test("a busy day may bring one thing alone, and stops when it is told", async () => {
  const { control } = await given();
  const others = Object.fromEntries(Object.keys(tradeActions).map((name) => [name, name === "place-order" ? 1 : 0]));
  await control("POST", "busy-day", { perSecond: 200, weights: others });
  await expect.poll(async () => Number((await control("GET", "busy-day")).body.done)).toBeGreaterThan(10);
  const { body } = await control("DELETE", "busy-day");

  expect(body.byAction).toEqual({ "place-order": body.done });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await control("GET", "busy-day")).body).toEqual({ ...body, running: false });
  expect((await control("POST", "busy-day", { perSecond: 1, weights: { dance: 1 } })).status).toBe(400);
});

test("when the app hears that it was uninstalled its token is dead, and two days later the shop is to be erased", async () => {
  const { act, receiver, graphql, accessToken, url } = await given();
  const token = await accessToken();
  await act("uninstall");
  const status = receiver.received.length === 0 ? (await graphql("{ shop { id } }", {}, token)).status : "told first";
  expect(status).toBe(401);
  await receiver.until(1);
  expect(receiver.bodies("app/uninstalled")).toEqual([{ id: 61000000001, myshopify_domain: "alive.myshopify.com" }]);
  await clock(url, { advanceSeconds: 48 * 3600 - 60 });
  await receiver.until(1);
  await clock(url, { advanceSeconds: 60 });
  await receiver.until(2);

  expect(receiver.bodies("shop/redact")).toEqual([{ shop_id: 61000000001, shop_domain: "alive.myshopify.com" }]);
});

test("a shop that took the app back is not erased, one that left again is, two days after that", async () => {
  const { act, receiver, url } = await given();
  await act("uninstall");
  await act("reinstall");
  await clock(url, { advanceSeconds: 24 * 3600 });
  await act("uninstall");
  await clock(url, { advanceSeconds: 24 * 3600 });
  await receiver.until(2);
  expect(receiver.topics()).toEqual(["app/uninstalled", "app/uninstalled"]);
  await clock(url, { advanceSeconds: 24 * 3600 });
  await receiver.until(3);
  expect(receiver.topics()[2]).toBe("shop/redact");
});

test("reset ends busy days and forgets webhooks", async () => {
  const { control, receiver, url, act } = await given();
  receiver.answer = 500;
  await act("place-order");
  await control("POST", "busy-day", { perSecond: 1 });
  await fetch(`${url}/control/reset`, { method: "POST" });

  expect((await control("GET", "busy-day")).body.running).toBe(false);
  expect((await control("GET", "webhooks")).body).toMatchObject({ counts: { made: 0, waiting: 0 }, deliveries: [] });
});

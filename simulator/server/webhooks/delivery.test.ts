import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { API_SECRET } from "../../../test/factories/simulator.ts";
import { givenPost, moveClock } from "../../../test/factories/webhook-post.ts";

test("a delivery has all of Shopify's headers, is signed over its very bytes, and is cut to what was asked for", async () => {
  const { receiver, tag } = await givenPost();
  await tag();
  const [first] = await receiver.until(1);

  expect(first?.path).toBe("/webhooks?from=shopify");
  expect(first?.raw).toBe('{"admin_graphql_api_id":"gid://shopify/Order/10001","updated_at":"2026-01-01T22:04:05-05:00","id":10001}');
  expect(first?.headers).toMatchObject({
    "content-type": "application/json",
    "x-shopify-topic": "orders/updated",
    "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET)
      .update(first?.raw ?? "")
      .digest("base64"),
    "x-shopify-shop-domain": "post.myshopify.com",
    "x-shopify-api-version": "2026-10",
    "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
  });
});

test.each([500, 401, 404, 301, 304])("%i is tried again after a minute of waiting, with the same id and body", async (status) => {
  const { receiver, tag, deliveries, url } = await givenPost();
  receiver.answer = status;
  await tag();
  await receiver.until(1);
  await expect.poll(async () => (await deliveries()).deliveries[0]).toMatchObject({ state: "waiting", retries: 1, dueInSeconds: 60 });
  await moveClock(url, { advanceSeconds: 59 });
  await receiver.until(1);
  receiver.answer = 204;
  await moveClock(url, { advanceSeconds: 1 });
  const [first, second] = await receiver.until(2);

  for (const header of ["x-shopify-webhook-id", "x-shopify-event-id", "x-shopify-triggered-at", "x-shopify-hmac-sha256"])
    expect(second?.headers[header]).toBe(first?.headers[header]);
  expect(second?.raw).toBe(first?.raw);
  await expect
    .poll(async () => (await deliveries()).deliveries[0])
    .toMatchObject({ state: "delivered", attempts: [{ status }, { status: 204 }] });
});

test("after eight retries in four hours it is given up; waiting can be sped up while the clock goes on as ever", async () => {
  const { receiver, tag, deliveries, url } = await givenPost();
  receiver.answer = 503;
  const now = async () => (await (await fetch(`${url}/control/clock`)).json()).now;
  const before = await now();
  await moveClock(url, { waitSpeed: 14_400 });
  const startedAt = performance.now();
  await tag();
  await receiver.until(9);

  expect((receiver.received[8]?.atMs ?? 0) - startedAt).toBeGreaterThan(950);
  await expect.poll(deliveries).toMatchObject({
    counts: { made: 1, waiting: 0, "given up": 1, attempts: 9 },
    deliveries: [{ state: "given up", retries: 8 }],
  });
  expect(await now()).toBe(before);
});

test("an answer that takes longer than five seconds is none", async () => {
  const { receiver, tag, deliveries } = await givenPost();
  receiver.answer = null;
  await tag();
  await receiver.until(1);

  await expect
    .poll(async () => (await deliveries()).deliveries[0]?.attempts)
    .toMatchObject([{ status: null, problem: "no answer within 5 s" }]);
});

test("a connection that does not stand within a second is none", async () => {
  const { tag, deliveries, simulator } = await givenPost();
  simulator.platform.app.url = `http://127.0.0.1:${await deafPort()}`;
  await tag();

  await expect
    .poll(async () => (await deliveries()).deliveries[0]?.attempts)
    .toMatchObject([{ status: null, problem: "no connection within 1 s" }]);
});

test("a delivery can be sent at once, or once more", async () => {
  const { receiver, control, tag, deliveries } = await givenPost();
  receiver.answer = 500;
  await tag();
  await expect.poll(async () => (await deliveries()).deliveries[0]?.attempts).toHaveLength(1);
  receiver.answer = 200;
  const id = (await deliveries()).deliveries[0]?.webhookId;
  await control("POST", `webhooks/${id}/send`);
  await receiver.until(2);
  await expect
    .poll(async () => (await deliveries()).deliveries[0])
    .toMatchObject({ state: "delivered", attempts: [{ copy: false }, { copy: false }] });
  await control("POST", `webhooks/${id}/send`);
  await receiver.until(3);

  await expect.poll(async () => (await deliveries()).deliveries[0]?.attempts[2]).toMatchObject({ copy: true });
  expect((await control("POST", "webhooks/nobody/send")).status).toBe(404);
});

test("any body can be sent under any topic by hand, as it is", async () => {
  const { receiver, control } = await givenPost();
  await control("POST", "webhooks", { topic: "themes/publish", body: "no JSON {" });
  await control("POST", "webhooks", { topic: "themes/update", body: { id: 1 } });
  await receiver.until(2);

  expect(receiver.received.map(({ raw }) => raw).sort()).toEqual(["no JSON {", '{"id":1}']);
});

test("without subscriptions nothing is sent, and they can be changed", async () => {
  const { receiver, control, tag, url } = await givenPost();
  const subscribe = (list: object[]) =>
    fetch(`${url}/control/subscriptions`, { method: "PUT", body: JSON.stringify({ apiVersion: "2026-10", list }) });
  await subscribe([]);
  await tag();
  await receiver.until(0);
  await subscribe([
    { topic: "orders/updated", uri: "/one" },
    { topic: "orders/updated", uri: `${receiver.url}/two` },
  ]);
  await tag();
  await receiver.until(2);

  expect(receiver.received.map(({ path }) => path).sort()).toEqual(["/one", "/two"]);
  await control("DELETE", "webhooks");
});

test("a burst is sent whole", async () => {
  const { receiver, control, deliveries } = await givenPost();
  const at = "2026-01-02T03:04:05Z";
  const burst = Array.from({ length: 300 }, (_, n) => ({ type: "order_changed", at, orderId: String(10_001 + (n % 20)), tags: [`${n}`] }));
  await control("POST", "events", burst);
  await receiver.until(300);

  await expect.poll(async () => (await deliveries()).counts).toMatchObject({ made: 300, delivered: 300, attempts: 300 });
});

test("a kept connection that closes in the moment of its use is nobody's failure", async () => {
  const { tag, deliveries, simulator } = await givenPost();
  const used = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    if (used.has(request.socket)) return void request.socket.resetAndDestroy();
    used.add(request.socket);
    request.resume().on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  simulator.platform.app.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  for (const count of [1, 2]) {
    await tag(count);
    await expect.poll(async () => (await deliveries()).counts).toMatchObject({ attempts: count, waiting: 0 });
  }

  expect((await deliveries()).counts).toMatchObject({ made: 2, delivered: 2, attempts: 2 });
});

/** A port at which connections are not taken: its thread sleeps from before anybody knows the port, and its queue is full. */
async function deafPort(): Promise<number> {
  const code = `const { createServer } = require("node:net");
    const server = createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:worker_threads").parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    });`;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  const fillers = Array.from({ length: 6 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 200));
  onTestFinished(async () => {
    for (const filler of fillers) filler.destroy();
    await worker.terminate();
  });
  return port;
}

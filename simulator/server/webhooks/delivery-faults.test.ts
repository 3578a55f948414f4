import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { API_SECRET } from "../../../test/factories/simulator.ts";
import { givenPost, moveClock } from "../../../test/factories/webhook-post.ts";

test("webhooks may be lost, doubled and forged; copies have the same id, and what is forged has a wrong signature", async () => {
  const { receiver, control, tag, deliveries } = await givenPost();
  await control("POST", "faults", { webhookLoseNext: 1 });
  await tag(1);
  await control("POST", "faults", { webhookDoubleNext: 1 });
  await tag(2);
  await receiver.until(2);
  await control("POST", "faults", { webhookForgeNext: 1 });
  await tag(3);
  await receiver.until(4);

  const ids = receiver.received.map(({ headers }) => headers["x-shopify-webhook-id"]);
  expect(ids[1]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(2);
  const signed = ({ raw, headers }: (typeof receiver.received)[number]) =>
    createHmac("sha256", API_SECRET).update(raw).digest("base64") === headers["x-shopify-hmac-sha256"];
  expect(receiver.received.slice(2).map(signed).sort()).toEqual([false, true]);
  await expect.poll(deliveries).toMatchObject({
    counts: { made: 3, delivered: 2, lost: 1, copies: 1, forged: 1 },
    deliveries: [{ state: "delivered" }, { state: "delivered" }, { state: "lost", attempts: [] }],
  });
});

test("a copy that fails is not tried again: only the delivery is", async () => {
  const { receiver, control, tag, deliveries, url } = await givenPost();
  receiver.answer = 500;
  await control("POST", "faults", { webhookDoubleNext: 1, webhookForgeNext: 1 });
  await tag();
  await receiver.until(3);
  await expect.poll(async () => (await deliveries()).deliveries[0]).toMatchObject({ state: "waiting", retries: 1 });
  await moveClock(url, { advanceSeconds: 60 });
  await receiver.until(4);
});

test("a part of all webhooks may be lost or doubled", async () => {
  const { receiver, control, tag } = await givenPost();
  await control("POST", "faults", { webhookLosePercent: 100 });
  await tag();
  await receiver.until(0);
  await control("POST", "faults", { webhookLosePercent: 0, webhookDoublePercent: 100 });
  await tag();
  await receiver.until(2);
});

test("webhooks may be late, and all of them or some", async () => {
  const { receiver, control, tag, url, deliveries } = await givenPost();
  await control("POST", "faults", { webhookDelaySeconds: 86_400 });
  await tag();
  await receiver.until(0);
  expect((await deliveries()).deliveries[0]).toMatchObject({ state: "waiting", dueInSeconds: 86_400 });
  await control("POST", "faults", { webhookDelayPercent: 0 });
  await tag();
  await receiver.until(1);
  await moveClock(url, { advanceSeconds: 86_400 });
  await receiver.until(2);
});

test("webhooks may come in another order than they were made in, and the last few do not wait for ever", async () => {
  const { receiver, control, simulator } = await givenPost();
  await control("POST", "faults", { webhookShuffle: 12 });
  const at = "2026-01-02T03:04:05Z";
  const events = Array.from({ length: 13 }, (_, n) => ({ type: "order_changed", at, orderId: String(10_001 + n), tags: [] }));
  await control("POST", "events", events);
  await receiver.until(12);

  const made = events.slice(0, 12).map(({ orderId }) => Number(orderId));
  const came = receiver.bodies("orders/updated").map(({ id }) => id);
  expect(came).not.toEqual(made);
  expect([...came].sort()).toEqual([...made].sort());
  simulator.platform.webhooks.timetable.speed = 100;
  await receiver.until(13);
});

test("a webhook that says the same as one just before may be dropped", async () => {
  const { receiver, control, tag, deliveries } = await givenPost();
  await control("POST", "faults", { webhookDropRepeatedSeconds: 60 });
  await tag(1);
  await tag(1);
  await tag(2);
  await receiver.until(2);

  await expect.poll(async () => (await deliveries()).counts).toMatchObject({ delivered: 2, dropped: 1 });
});

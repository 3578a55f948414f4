import type { ActionFunctionArgs } from "@remix-run/node";
import { isDatabaseAway } from "../db/database-away.ts";
import { receiveWebhook } from "../jobs/receive-webhook.ts";
import { TooManyWaiting } from "../lib/batches.ts";
import { logger } from "../logger.server.ts";
import { entryOf, envelopeOf } from "../shopify/webhooks/delivery.ts";
import { readBody } from "../shopify/webhooks/read-body.ts";
import { isSigned } from "../shopify/webhooks/signature.ts";
import { sealBody, webhookSecrets } from "../shopify.server.ts";

const BODY_LIMIT_BYTES = 5 * 1024 * 1024;

/** Shopify gives up after 5 s; whatever is stored by then is found to be there when the webhook comes again. */
const PATIENCE_MS = 4_000;

/** The one door for webhooks: proves, stores, answers. What a webhook causes happens in the worker. No session is needed. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return wrongMethod();
  const envelope = envelopeOf(request.headers);
  if ("problem" in envelope) return new Response(null, { status: 400, statusText: envelope.problem });
  const body = await readBody(request, BODY_LIMIT_BYTES);
  if (body === "too large") return new Response(null, { status: 413, headers: { Connection: "close" } });
  if (body.length === 0) return new Response(null, { status: 400, statusText: "the body is missing" });
  const { topic, shopDomain, webhookId } = envelope;
  if (!isSigned(body, envelope.signature, webhookSecrets)) {
    logger.warn({ topic, shop: shopDomain, webhookId }, "a webhook was refused: no secret of ours signed it");
    return new Response(null, { status: 401 });
  }
  const entry = entryOf(envelope, body, sealBody);
  if (entry === "other shop") {
    logger.warn({ topic, shop: shopDomain, webhookId }, "a webhook was refused: its body names another shop than its header");
    return new Response(null, { status: 401 });
  }
  try {
    const outcome = await soon(receiveWebhook(entry));
    if (outcome === "unknown shop") logger.info({ topic, shop: shopDomain, webhookId }, "a webhook was dropped: its shop is not known");
    return new Response(null, { status: 200 });
  } catch (error) {
    if (!isPassing(error)) throw error;
    logger.error({ topic, shop: shopDomain, webhookId, error: error.message }, "a webhook could not be stored; Shopify sends it again");
    return new Response(null, { status: 503, headers: { "Retry-After": "30" } });
  }
}

/** Webhooks are posted; nothing can be read here. */
export function loader(): Response {
  return wrongMethod();
}

function wrongMethod(): Response {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** Whether the same delivery may be stored when it comes again. */
function isPassing(error: unknown): error is Error {
  return error instanceof TooManyWaiting || error instanceof TooSlow || isDatabaseAway(error);
}

class TooSlow extends Error {
  override readonly name = "TooSlow";
}

async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`the database took longer than ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

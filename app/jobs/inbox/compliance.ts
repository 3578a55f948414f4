import { z } from "zod";
import { type ComplianceRequest, waitingRequests } from "../../db/compliance-requests.ts";
import { keepDataRequest } from "../../db/data-request.ts";
import { markApplied } from "../../db/inbox-work.ts";
import { personReport } from "../../db/person-report.ts";
import { redactCustomer } from "../../db/redaction.ts";
import type { Shop } from "../../db/shop.ts";
import { type ShopTransaction, withShop } from "../../db.server.ts";
import { Refusal } from "../../ingest/records/refusal.ts";
import { parseExactly } from "../../lib/exact-json.ts";
import { logger } from "../../logger.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { digits } from "../../shopify/webhooks/body.ts";
import { openBody, sealReport } from "../../shopify.server.ts";
import { inTurn } from "./load-records.ts";
import { redactShop } from "./redact-shop.ts";

const id = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => digits(text) !== null, "is no id");
const ids = z
  .array(id)
  .nullish()
  .transform((list) => list ?? []);
const body = z.object({ customer: z.object({ id }).nullish(), orders_requested: ids });

/**
 * Does what the law asks for, in the order in which it was asked, for shops too that have taken the app away. Each request is done in one
 * transaction that also takes its body out of the inbox. Says "erased" when the shop itself is gone.
 */
export async function answerRequests(shop: Shop, signal: AbortSignal): Promise<"erased" | "here"> {
  for (const request of await withShop(shop.id, waitingRequests)) {
    signal.throwIfAborted();
    if (request.topic === "shop/redact") {
      if ((await redactShop(shop, request)) === "erased") return "erased";
      continue;
    }
    await inTurn(shop, request, (tx) => (request.topic === "customers/redact" ? forget(tx, shop, request) : report(tx, shop, request)));
    if (request.topic === "customers/redact") await refreshDirty(shop);
  }
  return "here";
}

async function forget(tx: ShopTransaction, shop: Shop, request: ComplianceRequest): Promise<void> {
  const { customer } = bodyOf(request);
  const orders = customer ? await redactCustomer(tx, customer.id) : 0;
  await markApplied(tx, request.rowIds, customer ? null : "it names no customer");
  logger.info({ shop: shop.domain, webhookId: request.webhookId, orders }, "a customer was redacted");
}

async function report(tx: ShopTransaction, shop: Shop, request: ComplianceRequest): Promise<void> {
  const { customer, orders_requested: orderIds } = bodyOf(request);
  if (customer) {
    const sealed = sealReport(await personReport(tx, customer.id, orderIds), request.webhookId);
    await keepDataRequest(tx, { webhookId: request.webhookId, customerId: customer.id, requestedAt: request.askedAt, sealed });
  }
  await markApplied(tx, request.rowIds, customer ? null : "it names no customer");
  logger.info({ shop: shop.domain, webhookId: request.webhookId }, "what is stored of a customer was put together");
}

function bodyOf({ sealed, webhookId }: ComplianceRequest): z.output<typeof body> {
  if (sealed === null) throw new Refusal("the body of the request is not there any more");
  const read = body.safeParse(parseExactly(openBody(sealed, webhookId)));
  if (!read.success) throw new Refusal(`the request has an unexpected form at ${read.error.issues[0]?.path.join(".")}`);
  return read.data;
}

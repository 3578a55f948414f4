import type { ComplianceRequest } from "../../db/compliance-requests.ts";
import { eraseRows, eraseShop, stagedOperations } from "../../db/erase-shop.ts";
import { markApplied } from "../../db/inbox-work.ts";
import { markUninstalled } from "../../db/installation.ts";
import type { Shop } from "../../db/shop.ts";
import { withShop } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";
import { endWork } from "../end-work.ts";
import { whileLoading } from "../load-lock.ts";
import { isInstalled } from "./shop-events.ts";

/**
 * Deletes a shop and all that is stored under it, 48 hours after it took the app away. A demand that is older than the present
 * installation, or that comes while Shopify takes our token, is of an earlier one: it is noted and nothing is deleted. Throws while a load
 * of the shop has not come to its end, and when Shopify cannot be asked: then it is tried again.
 */
export async function redactShop(shop: Shop, request: ComplianceRequest): Promise<"erased" | "kept"> {
  const { id, domain, installedAt } = shop;
  if (request.askedAt < installedAt || (await isInstalled(shop))) {
    await withShop(id, (tx) => markApplied(tx, request.rowIds, "the app is installed: this was asked of an earlier time"));
    logger.warn({ shop: domain, webhookId: request.webhookId }, "a shop was not deleted: it has been installed again since that was asked");
    return "kept";
  }
  await markUninstalled(id, request.askedAt); // its own webhook may have been lost
  await endWork(shop);
  for (const operationId of await withShop(id, stagedOperations)) await loadEnded(id, operationId);
  await withShop(id, async (tx) => {
    await eraseRows(tx);
    await eraseShop(tx);
  });
  await withShop(id, eraseRows);
  logger.info({ shop: domain, webhookId: request.webhookId }, "a shop was deleted with all that was stored of it");
  return "erased";
}

/** A load that still runs would write rows after they were deleted. */
async function loadEnded(shopId: string, operationId: string): Promise<void> {
  const { held } = await whileLoading(shopId, operationId, async () => undefined);
  if (!held) throw new Error(`the load of operation ${operationId} has not stopped yet`);
}

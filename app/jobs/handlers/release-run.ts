import { type BulkOperation, operationsOfRun } from "../../db/bulk-operation.ts";
import { getShop } from "../../db/shop.ts";
import { dropStagingTables } from "../../db/staging.ts";
import { withShop } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";
import { cancelBulkOperation } from "../../shopify/bulk-operations/cancel.ts";
import { ShopifyError } from "../../shopify/errors.ts";
import type { Payload } from "../catalog.ts";
import { whileLoading } from "../load-lock.ts";
import { enqueue } from "../queue.ts";

const AGAIN_AFTER_MS = 1_000;

/** Frees what the ended operations of a run still hold: a slot at Shopify, where the export goes on, and rows in staging. */
export async function releaseRun({ shopId, runId }: Payload<"release-run">): Promise<void> {
  const shop = await getShop(shopId);
  const operations = await withShop(shopId, (tx) => operationsOfRun(tx, runId));
  const ended = operations.filter(({ status }) => status === "loaded" || status === "failed" || status === "cancelled");
  for (const operation of ended) await freeSlot(shop.domain, operation);

  let allDropped = true;
  for (const { id } of ended) {
    const { held } = await whileLoading(shopId, id, () => withShop(shopId, (tx) => dropStagingTables(tx, id)));
    allDropped &&= held;
  }
  if (allDropped) return;
  // a load of this run has not come to its checkpoint yet
  await withShop(shopId, (tx) => enqueue(tx, { name: "release-run", payload: { shopId, runId } }, { afterMs: AGAIN_AFTER_MS }));
}

async function freeSlot(shopDomain: string, { gid, exportedAt }: BulkOperation): Promise<void> {
  if (gid === null || exportedAt !== null) return;
  try {
    await cancelBulkOperation(shopDomain, gid);
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.retry) throw error;
    // the shop is closed to us: so is its export
    logger.warn({ shop: shopDomain, gid, error: error.message }, "an export could not be cancelled");
  }
}

import { type BulkResource, bulkResources } from "../../db/bulk-operation.ts";
import { insertOperations } from "../../db/bulk-operation-steps.ts";
import { getShop } from "../../db/shop.ts";
import { changedSince } from "../../db/sync-cursor.ts";
import { findSyncRun, startSyncRun } from "../../db/sync-run.ts";
import { type ShopTransaction, withShop } from "../../db.server.ts";
import { askShopify } from "../../shopify/authenticate-shop.ts";
import type { Payload } from "../catalog.ts";
import { enqueue } from "../queue.ts";

/**
 * Starts a requested run. Shopify is asked first what the shop is and what it grants, but for a rebuilding run: a change of that may have
 * gone untold. Throws a ShopifyError.
 */
export async function startSync({ shopId, runId }: Payload<"start-sync">): Promise<void> {
  const shop = await getShop(shopId);
  const run = await withShop(shopId, (tx) => findSyncRun(tx, runId));
  if (run?.status !== "requested") return;
  if (run.kind !== "rebuild") await askShopify(shop.domain);
  await withShop(shopId, (tx) => beginRun(tx, runId));
}

/**
 * Makes a requested run's bulk operations, those of all resources unless some are named, and sends each on its way: five, which is all the
 * slots that a shop has. Those of an incremental run reach back to what is known for certain. A rebuilding run asks Shopify for nothing.
 */
export async function beginRun(tx: ShopTransaction, runId: string, resources: readonly BulkResource[] = bulkResources): Promise<void> {
  const { shopId } = tx;
  const run = await findSyncRun(tx, runId, "lock");
  if (run?.status !== "requested") return;
  await startSyncRun(tx, runId);
  if (run.kind === "rebuild") return enqueue(tx, { name: "rebuild-days", payload: { shopId, runId } });
  const since = run.kind === "incremental" ? await changedSince(tx) : new Map();
  const operations = await insertOperations(tx, runId, resources, since);
  for (const { id } of operations) await enqueue(tx, { name: "submit-operation", payload: { shopId, operationId: id } });
}

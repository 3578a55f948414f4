import { bulkResources, insertOperations } from "../../db/bulk-operation.ts";
import { changedSince } from "../../db/sync-cursor.ts";
import { findSyncRun, startSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import type { Payload } from "../catalog.ts";
import { enqueue } from "../queue.ts";

/**
 * Makes a requested run's bulk operations and sends each on its way, in one transaction: five, which is all the slots that a shop has. Those of
 * an incremental run reach back to what is known for certain. A rebuilding run asks Shopify for nothing.
 */
export async function startSync({ shopId, runId }: Payload<"start-sync">): Promise<void> {
  await withShop(shopId, async (tx) => {
    const run = await findSyncRun(tx, runId, "lock");
    if (run?.status !== "requested") return;
    await startSyncRun(tx, runId);
    if (run.kind === "rebuild") return enqueue(tx, { name: "rebuild-days", payload: { shopId, runId } });
    const since = run.kind === "incremental" ? await changedSince(tx) : new Map();
    const operations = await insertOperations(tx, runId, bulkResources, since);
    for (const { id } of operations) await enqueue(tx, { name: "submit-operation", payload: { shopId, operationId: id } });
  });
}

import { type BulkOperation, operationsOfRun } from "../../db/bulk-operation.ts";
import { hasMoved } from "../../db/due-shops.ts";
import { countOutOfReach, noteHistoryStart } from "../../db/history-start.ts";
import { settleLeftToSync } from "../../db/inbox-flood.ts";
import { getShop } from "../../db/shop.ts";
import { advanceSyncRun, endSyncRun, findSyncRun, insertSyncRun, type SyncRun } from "../../db/sync-run.ts";
import { type ShopTransaction, withShop } from "../../db.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import type { Payload } from "../catalog.ts";
import { followDeletions } from "../follow-deletions.ts";
import { followMerges } from "../follow-merges.ts";
import { resourcesOf } from "../inbox/flood.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";
import { resourceNames } from "../resource-names.ts";

/** Load, then refresh: brings the rollups up to what a load has changed. With the last of a run's operations ended, it ends the run. */
export async function refreshRollups({ shopId, runId }: Payload<"refresh-rollups">, { signal }: JobContext): Promise<void> {
  const shop = await getShop(shopId);
  const run = await withShop(shopId, async (tx) => {
    await advanceSyncRun(tx, runId);
    return findSyncRun(tx, runId);
  });
  const allEnded = run?.status === "refreshing";
  if (allEnded && run.kind !== "rebuild") {
    await followDeletions(shop, run, signal);
    await followMerges(shop, run, signal);
  }
  await refreshDirty(shop);
  const moved = await hasMoved(shop);
  if (!allEnded) return; // whatever ends last enqueues this once more
  await withShop(shopId, async (tx) => {
    const current = await findSyncRun(tx, runId, "lock");
    if (current !== null) await settle(tx, current, moved);
  });
}

/** The kinds of records of which a run has asked for all that changed. */
function kindsOf(operations: readonly BulkOperation[]): string[] {
  const asked = new Set(operations.map(({ resource }) => resource));
  return Object.entries(resourcesOf).flatMap(([kind, resources]) => (resources.every((resource) => asked.has(resource)) ? [kind] : []));
}

/**
 * Ends a run of which nothing is left to do, as done or as failed. Where it learnt that the shop has moved, a rebuilding run follows at
 * once.
 */
async function settle(tx: ShopTransaction, run: SyncRun, moved: boolean): Promise<void> {
  const operations = await operationsOfRun(tx, run.id);
  if (run.status === "requested" || operations.some(({ status }) => ["waiting", "exporting", "loading"].includes(status))) return;
  const failed = operations.find(({ status }) => status === "failed");
  const ended = failed
    ? await endSyncRun(tx, run.id, {
        status: "failed",
        error: `The ${resourceNames[failed.resource]} were not synced. ${failed.error ?? ""}`.trim(),
        remedy: failed.remedy ?? "Sync again.",
      })
    : await endSyncRun(tx, run.id, { status: "done" });
  if (!ended) return;
  if (!failed && run.kind === "full" && run.splitAt !== null) await noteHistoryStart(tx, run.splitAt);
  if (run.kind !== "rebuild") {
    if (run.splitAt !== null) await countOutOfReach(tx, run.id, run.splitAt);
    await settleLeftToSync(tx, !failed && run.splitAt !== null ? run.splitAt : null, kindsOf(operations));
    await enqueue(tx, { name: "drain-inbox", payload: { shopId: tx.shopId } });
  }
  if (moved) {
    const rebuild = await insertSyncRun(tx, "rebuild");
    if (rebuild.started) await enqueue(tx, { name: "start-sync", payload: { shopId: tx.shopId, runId: rebuild.run.id } });
  }
  await enqueue(tx, { name: "release-run", payload: { shopId: tx.shopId, runId: run.id } });
}

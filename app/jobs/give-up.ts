import { type BulkOperation, failOperation, findOperation } from "../db/bulk-operation.ts";
import { postponeAll } from "../db/inbox-work.ts";
import { advanceSyncRun, endSyncRun } from "../db/sync-run.ts";
import { type ShopTransaction, withShop } from "../db.server.ts";
import type { NewJob } from "./catalog.ts";
import { type Explanation, explain } from "./explain.ts";
import { enqueue } from "./queue.ts";
import { resourceNames } from "./resource-names.ts";

/** Webhooks that could not be worked off wait so long before they are taken up again. */
const WEBHOOKS_PAUSE_MS = 10 * 60 * 1000;

/** Ends one operation as failed. The others of its run go on; when all have ended, the run ends as failed with the first one's reason. */
export async function giveUpOperation(tx: ShopTransaction, operation: BulkOperation, { error, remedy }: Explanation): Promise<void> {
  await failOperation(tx, operation.id, error, remedy);
  await advanceSyncRun(tx, operation.syncRunId);
  await enqueue(tx, { name: "refresh-rollups", payload: { shopId: tx.shopId, runId: operation.syncRunId } });
}

/** Writes down that a job will not be tried again, where the merchant sees it: at its operation, or at its run. */
export async function giveUpJob(job: NewJob, error: unknown): Promise<void> {
  switch (job.name) {
    case "submit-operation":
    case "poll-operation":
    case "load-operation": {
      const { shopId, operationId } = job.payload;
      const step = job.name === "load-operation" ? "Loading" : "Exporting";
      return withShop(shopId, async (tx) => {
        const operation = await findOperation(tx, operationId, "lock");
        if (operation) await giveUpOperation(tx, operation, explain(error, `${step} ${resourceNames[operation.resource]}`));
      });
    }
    case "start-sync":
    case "rebuild-days":
    case "refresh-rollups": {
      const { shopId, runId } = job.payload;
      const step = job.name === "start-sync" ? "Starting the sync" : "Computing the figures";
      await withShop(shopId, (tx) => endSyncRun(tx, runId, { status: "failed", ...explain(error, step) }));
      return;
    }
    case "drain-inbox": {
      const { error: reason, remedy } = explain(error, "Working off webhooks");
      await withShop(job.payload.shopId, (tx) => postponeAll(tx, `${reason} ${remedy}`, WEBHOOKS_PAUSE_MS));
      return;
    }
    case "release-run":
    case "check-shop":
    case "rebuild-rollups":
    case "sweep-rollups":
    case "sweep-checks":
    case "sweep-runs":
    case "sweep-inboxes":
      return;
  }
}

import { type BulkOperation, findOperation } from "../db/bulk-operation.ts";
import { failOperation } from "../db/bulk-operation-steps.ts";
import { checkSoon } from "../db/due-shops.ts";
import { postponeAll } from "../db/inbox-work.ts";
import { getShop } from "../db/shop.ts";
import { postponeShort } from "../db/short-records.ts";
import { advanceSyncRun, endSyncRun } from "../db/sync-run.ts";
import { wakeInbox } from "../db/wake-inbox.ts";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { TokenRevoked } from "../shopify/errors.ts";
import { offline } from "../shopify.server.ts";
import type { NewJob } from "./catalog.ts";
import { type Explanation, explain, mayRetry } from "./explain.ts";
import { letGo } from "./let-go.ts";
import { enqueue } from "./queue.ts";
import { resourceNames } from "./resource-names.ts";

/** Webhooks that could not be worked off, and records to be fetched again, wait so long before they are taken up again. */
const WEBHOOKS_PAUSE_MS = 10 * 60 * 1000;

/** So long after a run that failed because Shopify was away the shop is checked. */
const CHECK_PAUSE_MS = 15 * 60 * 1000;

/** Ends one operation as failed. The others of its run go on; when all have ended, the run ends as failed with the first one's reason. */
export async function giveUpOperation(tx: ShopTransaction, operation: BulkOperation, { error, remedy }: Explanation): Promise<void> {
  await failOperation(tx, operation.id, error, remedy);
  await advanceSyncRun(tx, operation.syncRunId);
  await enqueue(tx, { name: "refresh-rollups", payload: { shopId: tx.shopId, runId: operation.syncRunId } });
}

/** What may succeed later is tried again by a check, so that an outage of Shopify's needs nobody to press a button. */
async function comeBack(tx: ShopTransaction, error: unknown): Promise<void> {
  if (mayRetry(error)) await checkSoon(tx, CHECK_PAUSE_MS);
}

/** A visit may have brought a new token, and woken the inbox, while the drain still asked with the old one: then nothing has to wait. */
async function wakeIfTokenCame(shopId: string): Promise<void> {
  const { domain } = await getShop(shopId);
  if (await offline.isUsable(domain)) await wakeInbox(domain);
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
        await comeBack(tx, error);
        if (operation) await giveUpOperation(tx, operation, explain(error, `${step} ${resourceNames[operation.resource]}`));
      });
    }
    case "start-sync":
    case "rebuild-days":
    case "refresh-rollups": {
      const { shopId, runId } = job.payload;
      const step = job.name === "start-sync" ? "Starting the sync" : "Computing the figures";
      await withShop(shopId, async (tx) => {
        if (await endSyncRun(tx, runId, { status: "failed", ...explain(error, step) })) await letGo(tx, runId);
        await comeBack(tx, error);
      });
      return;
    }
    case "drain-inbox": {
      const { error: reason, remedy } = explain(error, "Working off webhooks");
      await withShop(job.payload.shopId, async (tx) => {
        await postponeAll(tx, `${reason} ${remedy}`, WEBHOOKS_PAUSE_MS);
        await postponeShort(tx, WEBHOOKS_PAUSE_MS);
      });
      return error instanceof TokenRevoked ? wakeIfTokenCame(job.payload.shopId) : undefined;
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

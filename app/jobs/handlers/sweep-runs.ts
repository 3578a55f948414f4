import { type BulkOperation, operationsOfRun } from "../../db/bulk-operation.ts";
import { installedShopIds } from "../../db/installed-shops.ts";
import { findQueuedJobs, putAwayDeadJobs, type QueuedJob } from "../../db/queued-job.ts";
import { runsUnderWay } from "../../db/sync-run.ts";
import { type ShopTransaction, withShop } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";
import { type JobName, keyOf, type NewJob } from "../catalog.ts";
import { giveUpJob } from "../give-up.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";

/** Jobs that nobody enqueues anew: when they have died, because even giving them up failed, they are taken up again. */
const REVIVED: readonly JobName[] = ["release-run", "drain-inbox", "check-shop"];

/**
 * Looks through every shop for a run under way that no job carries on, and gives it one; a run whose job has died ends as failed. No dead
 * job stays in the queue.
 */
export async function sweepRuns({ signal, ownerQuery }: JobContext): Promise<void> {
  for (const shopId of await installedShopIds()) {
    signal.throwIfAborted();
    const wanted = await withShop(shopId, carriers);
    if (wanted.length === 0) continue;
    const queued = new Map((await findQueuedJobs(ownerQuery, wanted.map(keyOf))).map((job) => [job.key, job]));
    for (const job of wanted) await carryOn(shopId, job, queued.get(keyOf(job)));
  }
  const { revived, gone } = await putAwayDeadJobs(ownerQuery, REVIVED);
  if (revived + gone > 0) logger.warn({ revived, gone }, "dead jobs were put away");
}

async function carryOn(shopId: string, job: NewJob, found: QueuedJob | undefined): Promise<void> {
  if (found?.isDead) return giveUpJob(job, new Error(lastWords(found)));
  if (found) return;
  logger.warn({ shopId, job: job.name }, "a sync had lost its job: enqueued again");
  await withShop(shopId, (tx) => enqueue(tx, job));
}

/** The jobs by which the shop's runs go on from where they are: one for each operation that has not ended, or one for the run itself. */
async function carriers(tx: ShopTransaction): Promise<NewJob[]> {
  const { shopId } = tx;
  const jobs: NewJob[] = [];
  for (const run of await runsUnderWay(tx)) {
    const operations = await operationsOfRun(tx, run.id);
    const open = operations.flatMap((operation) => carrier(shopId, operation));
    if (run.status === "requested") jobs.push({ name: "start-sync", payload: { shopId, runId: run.id } });
    else if (run.kind === "rebuild" && run.status === "exporting") jobs.push({ name: "rebuild-days", payload: { shopId, runId: run.id } });
    else if (open.length > 0) jobs.push(...open);
    else jobs.push({ name: "refresh-rollups", payload: { shopId, runId: run.id } });
  }
  return jobs;
}

function carrier(shopId: string, { id, status }: BulkOperation): NewJob[] {
  const payload = { shopId, operationId: id };
  if (status === "waiting") return [{ name: "submit-operation", payload }];
  if (status === "exporting") return [{ name: "poll-operation", payload }];
  return status === "loading" ? [{ name: "load-operation", payload }] : [];
}

function lastWords({ lastError }: QueuedJob): string {
  return lastError?.split("\n")[0] ?? "the job was given up";
}

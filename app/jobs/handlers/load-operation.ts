import { findOperation } from "../../db/bulk-operation.ts";
import { markLoaded } from "../../db/bulk-operation-steps.ts";
import { resetProgress } from "../../db/bulk-progress.ts";
import { getShop, type Shop } from "../../db/shop.ts";
import { dropStagingTables } from "../../db/staging.ts";
import { gatherStatistics } from "../../db/statistics.ts";
import { moveCursor } from "../../db/sync-cursor.ts";
import { advanceSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import { mergeOperation } from "../../ingest/bulk/merge.ts";
import type { Payload } from "../catalog.ts";
import { isDoneWith, keepOpen } from "../damaged-lines.ts";
import { fetchShortOf } from "../fetch-again.ts";
import type { JobContext } from "../job-context.ts";
import { whileLoading } from "../load-lock.ts";
import { enqueue } from "../queue.ts";
import { readFile } from "../read-file.ts";
import { submitAgain } from "../submit-again.ts";
import { Cancelled, whileUnderWay } from "../while-under-way.ts";

const AGAIN_AFTER_MS = 1_000;
/** From so many new rows on, what the planner believes of the tables is worth being renewed. */
const MANY_ROWS = 1_000;

/**
 * Brings the file of a completed export into the facts, from wherever an earlier attempt came to, and has the rollups refreshed. A file
 * that is not whole is never merged: its export is submitted again.
 */
export async function loadOperation({ shopId, operationId }: Payload<"load-operation">, { signal, ownerQuery }: JobContext): Promise<void> {
  const shop = await getShop(shopId);
  const load = (lost: AbortSignal) =>
    whileUnderWay(shopId, operationId, AbortSignal.any([signal, lost]), (until) =>
      loadFile(shop, operationId, { signal: until, ownerQuery }),
    );
  try {
    const { held } = await whileLoading(shopId, operationId, load);
    if (held) return;
  } catch (error) {
    if (error instanceof Cancelled) return;
    throw error;
  }
  // another worker is at it, or a killed one's connection has not ended yet
  await withShop(shopId, (tx) => enqueue(tx, { name: "load-operation", payload: { shopId, operationId } }, { afterMs: AGAIN_AFTER_MS }));
}

async function loadFile(shop: Shop, operationId: string, { signal, ownerQuery }: JobContext): Promise<void> {
  const operation = await withShop(shop.id, (tx) => findOperation(tx, operationId));
  if (operation?.status !== "loading") return;
  const { resource, syncRunId, objectCount } = operation;
  if (objectCount !== 0) {
    const read = await readFile(shop, operation, signal);
    if (read.outcome === "unusable") return startOver(shop, operationId, read.reason);
    if (operation.changedSince === null) await keepOpen(shop, operation);
    const { applied } = await mergeOperation({ shop, operationId, resource, signal });
    if (applied >= MANY_ROWS) await gatherStatistics(ownerQuery, resource);
    await fetchShortOf(shop, operation, signal);
  }
  const done = await isDoneWith(shop, operationId, signal);
  await withShop(shop.id, async (tx) => {
    await markLoaded(tx, operationId);
    if (done) await moveCursor(tx, { resource, syncRunId }); // else what a damaged line said is asked for again by the next run
    await dropStagingTables(tx, operationId);
    await advanceSyncRun(tx, syncRunId);
    await enqueue(tx, { name: "refresh-rollups", payload: { shopId: shop.id, runId: syncRunId } });
  });
}

async function startOver(shop: Shop, operationId: string, reason: string): Promise<void> {
  await withShop(shop.id, async (tx) => {
    const current = await findOperation(tx, operationId, "lock");
    if (current?.status !== "loading") return;
    await dropStagingTables(tx, operationId);
    await resetProgress(tx, operationId);
    await submitAgain(tx, current, reason);
  });
}

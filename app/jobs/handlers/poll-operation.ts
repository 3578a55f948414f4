import { findOperation } from "../../db/bulk-operation.ts";
import { recordExport } from "../../db/bulk-operation-steps.ts";
import { getShop } from "../../db/shop.ts";
import { advanceSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import { cancelBulkOperation } from "../../shopify/bulk-operations/cancel.ts";
import { type BulkExport, pollBulkOperation } from "../../shopify/bulk-operations/poll.ts";
import { missingScopes } from "../../shopify/bulk-operations/scopes.ts";
import type { Payload } from "../catalog.ts";
import { StepFailed } from "../explain.ts";
import { exportState } from "../export-state.ts";
import { enqueue } from "../queue.ts";
import { submitAgain } from "../submit-again.ts";

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 5_000;
/**
 * An export that runs and has not moved for so many questions in a row, about an hour, is stalled: Shopify itself may take days to see it.
 */
export const MOST_STILL = 720;

/** Milliseconds before the next question about an export: short at first, for a small shop is done in a second. */
export function pollDelayMs(polls: number): number {
  return Math.min(LONGEST_DELAY_MS, Math.round(FIRST_DELAY_MS * 1.3 ** polls));
}

/** Asks Shopify how far one export is, and sends it on: to its load, to the next question, or back to be submitted again. */
export async function pollOperation({ shopId, operationId, polls, still }: Payload<"poll-operation">): Promise<void> {
  const shop = await getShop(shopId);
  const operation = await withShop(shopId, (tx) => findOperation(tx, operationId));
  if (operation?.status !== "exporting" || operation.gid === null) return;
  const found = await pollBulkOperation(shop.domain, operation.gid);
  if (found?.errorCode === "ACCESS_DENIED") throw denied(await missingScopes(shop.domain, operation.resource));
  const isStill = found?.status === "RUNNING" && found.objectCount === operation.objectCount;
  if (isStill && still >= MOST_STILL) await cancelBulkOperation(shop.domain, operation.gid); // and so it is submitted again
  const next = { shopId, operationId, polls: polls + 1, still: isStill ? still + 1 : 0 };
  await withShop(shopId, async (tx) => {
    const current = await findOperation(tx, operationId, "lock");
    if (current?.status !== "exporting" || current.gid !== operation.gid) return;
    if (found !== null) await recordExport(tx, operationId, exportState(found), found.status === "COMPLETED");
    switch (found?.status) {
      case "COMPLETED":
        await advanceSyncRun(tx, operation.syncRunId);
        await enqueue(tx, { name: "load-operation", payload: { shopId, operationId } });
        return;
      case "CREATED":
      case "RUNNING":
      case "CANCELING":
        await enqueue(tx, { name: "poll-operation", payload: next }, { afterMs: pollDelayMs(next.polls) });
        return;
      default:
        await submitAgain(tx, current, reason(found));
    }
  });
}

function reason(found: BulkExport | null): string {
  if (found === null) return "Shopify no longer knows the export";
  return `Shopify ended the export as ${found.status}${found.errorCode === null ? "" : ` (${found.errorCode})`}`;
}

/** Another attempt would be denied as well. */
function denied(missing: readonly string[]): StepFailed {
  const which = missing.length === 0 ? "" : `: the shop has not granted ${missing.join(" and ")}`;
  const remedy = "Open Tillwise in Shopify Admin, grant it the permissions that it asks for, then sync again.";
  return new StepFailed(`Shopify denies access${which}`, remedy);
}

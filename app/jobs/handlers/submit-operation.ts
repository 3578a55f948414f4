import { type BulkOperation, findOperation, knownGids } from "../../db/bulk-operation.ts";
import { markNotSubmitted, markSubmitted, markSubmitting } from "../../db/bulk-operation-steps.ts";
import { getShop } from "../../db/shop.ts";
import { findSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import { bulkDocument } from "../../shopify/bulk-operations/documents.ts";
import { findSubmitted } from "../../shopify/bulk-operations/poll.ts";
import { type Submission, submitBulkOperation } from "../../shopify/bulk-operations/submit.ts";
import type { Payload } from "../catalog.ts";
import { StepFailed } from "../explain.ts";
import { enqueue } from "../queue.ts";
import { pollDelayMs } from "./poll-operation.ts";

/** Shopify's clock may stand a little behind the database's. */
const CLOCK_SKEW_MS = 60_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Submits one export. Where all of the shop's slots are taken, be it by older runs, it waits and tries again, for as long as it takes. */
export async function submitOperation({ shopId, operationId, waits }: Payload<"submit-operation">): Promise<void> {
  const shop = await getShop(shopId);
  const claimed = await withShop(shopId, async (tx) => {
    const operation = await findOperation(tx, operationId, "lock");
    if (operation?.status !== "waiting") return null;
    const run = await findSyncRun(tx, operation.syncRunId);
    if (run?.splitAt == null) return null;
    await markSubmitting(tx, operationId);
    const window = { splitAt: run.splitAt, changedSince: operation.changedSince ?? undefined };
    return { operation, known: await knownGids(tx), query: bulkDocument(operation.resource, window) };
  });
  if (claimed === null) return;

  const submission = (await submittedBefore(shop.domain, claimed)) ?? (await submitBulkOperation(shop.domain, claimed.query));
  if (submission.outcome === "refused") {
    throw new StepFailed(submission.message, "This is a fault in Tillwise: report the message to its support.");
  }
  await withShop(shopId, async (tx) => {
    if (submission.outcome === "busy") {
      await markNotSubmitted(tx, operationId);
      await enqueue(tx, { name: "submit-operation", payload: { shopId, operationId, waits: waits + 1 } }, { afterMs: waitMs(waits) });
      return;
    }
    await markSubmitted(tx, operationId, submission.gid, submission.status);
    await enqueue(tx, { name: "poll-operation", payload: { shopId, operationId } }, { afterMs: pollDelayMs(0) });
  });
}

type Claimed = { readonly operation: BulkOperation; readonly known: readonly string[]; readonly query: string };

/** What an earlier attempt submitted and could not write down any more. */
async function submittedBefore(shopDomain: string, { operation, known, query }: Claimed): Promise<Submission | null> {
  if (operation.submittedAt === null) return null;
  const since = new Date(operation.submittedAt.getTime() - CLOCK_SKEW_MS);
  const found = await findSubmitted(shopDomain, { query, since, known });
  return found === null ? null : { outcome: "submitted", gid: found.gid, status: found.status };
}

function waitMs(waits: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 1.3 ** waits);
}

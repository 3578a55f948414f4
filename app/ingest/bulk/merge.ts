import type { BulkResource } from "../../db/bulk-operation.ts";
import { addMergeCounts, countDuplicates, countOrphans, findLineCounts, type LineCounts } from "../../db/bulk-progress.ts";
import { markDirty } from "../../db/dirty.ts";
import { refuseOrphans } from "../../db/orphans.ts";
import { planRanges, putStagingInOrder, takeRange } from "../../db/staging.ts";
import { withShop } from "../../db.server.ts";
import type { ShopContext } from "../records/record.ts";
import { plans } from "./merge-ranges.ts";

/** So many connections merge side by side. */
const LANES = 2;

export type MergeOperation = {
  readonly shop: ShopContext;
  readonly operationId: string;
  readonly resource: BulkResource;
  readonly signal: AbortSignal;
  /** Called after each commit. */
  readonly onProgress?: (counts: LineCounts) => void;
  /** Records of the root table that one transaction takes in. */
  readonly rangeSize?: number;
};

/**
 * Phase 2 of a load: brings what stageFile has staged into the facts, by ranges of ids, each in a transaction of its own that also counts
 * its lines, marks what it made stale, and strikes the range off: after a crash the ranges that are left are merged, no line is counted
 * twice. At the end each line of the file is accounted for: applied + unchanged + older + duplicate + refused + orphaned = lines read;
 * throws if it is not. An abort throws the signal's reason.
 */
export async function mergeOperation({ shop, operationId, resource, signal, onProgress, rangeSize }: MergeOperation): Promise<LineCounts> {
  const plan = plans[resource];
  await withShop(shop.id, async (tx) => {
    const duplicates = await putStagingInOrder(tx, operationId);
    if (duplicates === null) return;
    await countDuplicates(tx, operationId, duplicates);
    await planRanges(tx, operationId, plan.root, rangeSize ?? plan.size);
  });

  const mergeNext = () =>
    withShop(shop.id, async (tx) => {
      // a range is joined as a whole; without statistics, as before the first load, the planner would compare each row with each
      await tx.query("set local enable_nestloop = off");
      const range = await takeRange(tx, operationId);
      if (range === null) return null;
      const { counts, dirt } = await plan.merge(tx, shop, operationId, range);
      await addMergeCounts(tx, operationId, counts);
      await markDirty(tx, dirt);
      return findLineCounts(tx, operationId);
    });
  const lane = async (): Promise<void> => {
    for (let counts = await mergeNext(); counts !== null; counts = await mergeNext()) {
      onProgress?.(counts);
      signal.throwIfAborted();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ends) if (end.status === "rejected") throw end.reason;

  return withShop(shop.id, async (tx) => {
    const counts = await findLineCounts(tx, operationId);
    if (unaccounted(counts) > 0) await countOrphans(tx, operationId, await refuseOrphans(tx, operationId, resource));
    const final = await findLineCounts(tx, operationId);
    if (unaccounted(final) !== 0) throw new Error(`bulk operation ${operationId}: ${unaccounted(final)} lines are not accounted for`);
    return final;
  });
}

function unaccounted({ linesRead, refused, duplicate, orphaned, applied, unchanged, older }: LineCounts): number {
  return linesRead - refused - duplicate - orphaned - applied - unchanged - older;
}

import { cancelOperations } from "../db/bulk-operation-steps.ts";
import { endSyncRun } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { letGo } from "./let-go.ts";

/**
 * Ends a run that is under way: its exports are cancelled at Shopify, its loads stop at their next checkpoint, what was read and not yet
 * merged is dropped, what was merged stays. False when the run had ended before, or is not this shop's.
 */
export async function cancelSync(shop: { readonly id: string }, runId: string): Promise<boolean> {
  if (!/^[1-9]\d{0,18}$/.test(runId)) return false;
  return withShop(shop.id, async (tx) => {
    const ended = await endSyncRun(tx, runId, { status: "cancelled" });
    if (!ended) return false;
    await cancelOperations(tx, runId);
    await letGo(tx, runId);
    return true;
  });
}

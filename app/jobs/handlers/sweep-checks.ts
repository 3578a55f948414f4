import { dueShops, scheduleCheck } from "../../db/due-shops.ts";
import { withShop } from "../../db.server.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";
import { requestSync } from "../request-sync.ts";

/**
 * Enqueues the check of each shop that is due: in its own night, or because it came back. One that changed its time zone or currency gets a
 * rebuilding run as soon as no other run is under way.
 */
export async function sweepChecks({ signal }: JobContext): Promise<void> {
  for (const { id, isScheduled, hasMoved } of await dueShops()) {
    signal.throwIfAborted();
    if (hasMoved) await requestSync({ id }, "rebuild");
    if (isScheduled) await withShop(id, (tx) => enqueue(tx, { name: "check-shop", payload: { shopId: id } }));
    if (isScheduled || !hasMoved) await scheduleCheck(id);
  }
}

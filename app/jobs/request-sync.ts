import { insertSyncRun, type SyncRun } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { enqueue } from "./queue.ts";

/**
 * Asks for a run: of everything unless another kind is named. One that is under way already is the answer (`started` is false): no second
 * one is started beside it.
 */
export async function requestSync(
  shop: { readonly id: string },
  kind: SyncRun["kind"] = "full",
): Promise<{ run: SyncRun; started: boolean }> {
  return withShop(shop.id, async (tx) => {
    const requested = await insertSyncRun(tx, kind);
    if (requested.started) await enqueue(tx, { name: "start-sync", payload: { shopId: shop.id, runId: requested.run.id } });
    return requested;
  });
}

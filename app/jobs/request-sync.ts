import { insertSyncRun, type SyncRun } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { enqueue } from "./queue.ts";

/** Asks for a sync of everything. One that is under way already is the answer (`started` is false): no second one is started beside it. */
export async function requestSync(shop: { readonly id: string }): Promise<{ run: SyncRun; started: boolean }> {
  return withShop(shop.id, async (tx) => {
    const requested = await insertSyncRun(tx, "full");
    if (requested.started) await enqueue(tx, { name: "start-sync", payload: { shopId: shop.id, runId: requested.run.id } });
    return requested;
  });
}

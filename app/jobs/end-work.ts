import { forgetJobs } from "../db/erase-shop.ts";
import { runsUnderWay } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { cancelSync } from "./cancel-sync.ts";
import { enqueue } from "./queue.ts";

/**
 * Ends all work for a shop that has left: its run is cancelled and its waiting jobs are taken out of the queue, but for what frees staging.
 */
export async function endWork(shop: { readonly id: string }): Promise<void> {
  const runs = await withShop(shop.id, runsUnderWay);
  for (const { id } of runs) await cancelSync(shop, id);
  await withShop(shop.id, async (tx) => {
    await forgetJobs(tx);
    for (const { id: runId } of runs) await enqueue(tx, { name: "release-run", payload: { shopId: shop.id, runId } });
  });
}

import { shopsBehind } from "../../db/rollups-version.ts";
import { withShop } from "../../db.server.ts";
import { ROLLUPS_VERSION } from "../../rollups/version.ts";
import type { JobContext } from "../job-context.ts";
import { enqueue } from "../queue.ts";

/** Has the rollups of every shop rebuilt that were written by an older deploy. */
export async function sweepRollups({ signal }: JobContext): Promise<void> {
  for (const shopId of await shopsBehind(ROLLUPS_VERSION)) {
    signal.throwIfAborted();
    await withShop(shopId, (tx) => enqueue(tx, { name: "rebuild-rollups", payload: { shopId } }));
  }
}

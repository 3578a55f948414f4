import { countWaiting, leaveToSync } from "../../db/inbox-flood.ts";
import type { Shop } from "../../db/shop.ts";
import { insertSyncRun, lastSync } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";
import { enqueue } from "../queue.ts";

/** From so many records on, one export of what changed is cheaper than fetching each of them. */
const FLOOD = 2_000;

/**
 * Where very many records wait, leaves them to one incremental run instead of fetching each. Not after a run that failed, nor before the first:
 * then they are fetched. Says whether it did.
 */
export async function leaveFloodToSync(shop: Shop): Promise<boolean> {
  const last = await lastSync(shop);
  if (last?.status !== "done") return false;
  const left = await withShop(shop.id, async (tx) => {
    if ((await countWaiting(tx, FLOOD)) < FLOOD) return false;
    const { run, started } = await insertSyncRun(tx, "incremental");
    if (run.kind === "rebuild") return false;
    if (started) await enqueue(tx, { name: "start-sync", payload: { shopId: shop.id, runId: run.id } });
    await leaveToSync(tx);
    return true;
  });
  if (left) logger.info({ shop: shop.domain }, "webhooks came in a flood: an export of what changed takes their place");
  return left;
}

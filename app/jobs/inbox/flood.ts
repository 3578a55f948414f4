import type { BulkResource } from "../../db/bulk-operation.ts";
import { countWaiting, leaveToSync, waitingKinds } from "../../db/inbox-flood.ts";
import type { Shop } from "../../db/shop.ts";
import { lastSync } from "../../db/sync-progress.ts";
import { insertSyncRun } from "../../db/sync-run.ts";
import { withShop } from "../../db.server.ts";
import { logger } from "../../logger.server.ts";
import { beginRun } from "../handlers/start-sync.ts";

/**
 * From so many records on, one export of what changed is cheaper than fetching each of them: an order costs some 20 points, of which a shop
 * of the smallest plan has 100 a second, and pages ask for names meanwhile. An export costs 10, however much it holds.
 */
const FLOOD = 250;

/** What has to be exported for changes of a kind. */
export const resourcesOf: Readonly<Record<string, readonly BulkResource[]>> = {
  order: ["orders_recent", "orders_older"],
  customer: ["customers"],
  product: ["products"],
  inventory_level: ["products"],
};

/**
 * Where very many records wait, leaves them to one incremental run of what they are, or to the run that is under way, instead of fetching
 * each: what that does not bring is due again at its end. Not after a run that failed, nor before the first: then they are fetched. Says
 * whether it did.
 */
export async function leaveFloodToSync(shop: Shop): Promise<boolean> {
  const last = await lastSync(shop);
  if (last?.status !== "done") return false;
  const left = await withShop(shop.id, async (tx) => {
    if ((await countWaiting(tx, FLOOD)) < FLOOD) return false;
    const { run, started } = await insertSyncRun(tx, "incremental");
    if (run.kind === "rebuild") return false;
    const resources = new Set((await waitingKinds(tx)).flatMap((kind) => resourcesOf[kind] ?? []));
    if (started) await beginRun(tx, run.id, [...resources]);
    await leaveToSync(tx);
    return true;
  });
  if (left) logger.info({ shop: shop.domain }, "webhooks came in a flood: an export of what changed takes their place");
  return left;
}

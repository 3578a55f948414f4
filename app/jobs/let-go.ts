import { settleLeftToSync } from "../db/inbox-flood.ts";
import type { ShopTransaction } from "../db.server.ts";
import { enqueue } from "./queue.ts";

/**
 * After a run that ended before its end: frees what its operations still hold, and has the drain do what was left to the run, webhooks and
 * orders that do not add up.
 */
export async function letGo(tx: ShopTransaction, runId: string): Promise<void> {
  await settleLeftToSync(tx, null, []);
  await enqueue(tx, { name: "drain-inbox", payload: { shopId: tx.shopId } });
  await enqueue(tx, { name: "release-run", payload: { shopId: tx.shopId, runId } });
}

import { deleteOrder, deleteRecord, livingIds } from "../db/deletion.ts";
import type { Shop } from "../db/shop.ts";
import { followedSince, noteFollowed } from "../db/sync-cursor.ts";
import { countDeleted, type SyncRun } from "../db/sync-run.ts";
import { withShop } from "../db.server.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "../shopify/errors.ts";
import { type Deletion, deletions } from "../shopify/fetch/deletions.ts";

/**
 * Marks what Shopify says was deleted since this was last asked, and counts on the run what no webhook had told. To be called when the
 * run's files are in: a file that is older than a deletion may still have brought the record. A first run begins with what there is.
 */
export async function followDeletions(shop: Shop, run: SyncRun, signal: AbortSignal): Promise<void> {
  const { splitAt } = run;
  if (splitAt === null) return;
  const since = await withShop(shop.id, (tx) => followedSince(tx, "deletions"));
  try {
    if (since !== null) {
      for await (const page of deletions({ shopDomain: shop.domain, signal }, since)) await follow(shop, run, page);
    }
    await withShop(shop.id, (tx) => noteFollowed(tx, "deletions", splitAt));
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    logger.warn({ shop: shop.domain, error: error.message }, "Shopify does not say what was deleted; it is asked again by the next run");
  }
}

async function follow(shop: Shop, run: SyncRun, page: readonly Deletion[]): Promise<void> {
  await withShop(shop.id, async (tx) => {
    let found = 0;
    for (const kind of ["order", "customer", "product"] as const) {
      const at = new Map(page.filter((deletion) => deletion.kind === kind).map((deletion) => [deletion.id, deletion.at]));
      for (const id of await livingIds(tx, kind, [...at.keys()])) {
        const when = at.get(id) ?? new Date();
        if (kind === "order") await deleteOrder(tx, id, when);
        else await deleteRecord(tx, kind, id, when);
        found += 1;
      }
    }
    await countDeleted(tx, run.id, found);
  });
}

import type { BulkOperation } from "../db/bulk-operation.ts";
import { unreadableLines } from "../db/refused-row.ts";
import type { Shop } from "../db/shop.ts";
import { forgetCursor } from "../db/sync-cursor.ts";
import { withShop } from "../db.server.ts";
import { UNREADABLE } from "../ingest/bulk/checked-lines.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "../shopify/errors.ts";
import { fetchAgain } from "./fetch-again.ts";

/**
 * To be called before a file of everything is merged: what a line said that was damaged on its way is then gone from the record to which it
 * belongs, and that may not be among what changes until the next run. That one asks for everything again, whatever becomes of this one.
 */
export async function keepOpen(shop: Shop, { id, resource }: Pick<BulkOperation, "id" | "resource">): Promise<void> {
  await withShop(shop.id, async (tx) => {
    if ((await unreadableLines(tx, id, UNREADABLE)).some) await forgetCursor(tx, resource);
  });
}

/**
 * Whether the next run need not ask again for what an operation's file said: no line was damaged on its way, or each of the damaged ones
 * was so in the export before too. Such a line would be damaged for ever and hold up all the others: the records that these lines still
 * name are fetched one by one instead, and the lines stay listed as refused. Throws when Shopify is away.
 */
export async function isDoneWith(shop: Shop, operationId: string, signal: AbortSignal): Promise<boolean> {
  const { some, again, gids } = await withShop(shop.id, (tx) => unreadableLines(tx, operationId, UNREADABLE));
  if (!some || !again) return !some;
  const named = (type: string) => gids.flatMap((gid) => (gid.startsWith(`gid://shopify/${type}/`) ? (gid.split("/").at(-1) ?? []) : []));
  try {
    await fetchAgain(shop, "order", named("Order"), signal);
    await fetchAgain(shop, "customer", named("Customer"), signal);
    await fetchAgain(shop, "product", named("Product"), signal);
    await fetchAgain(shop, "checkout", named("AbandonedCheckout"), signal);
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    logger.warn({ shop: shop.domain, operation: operationId, error: error.message }, "records of unreadable lines could not be fetched");
  }
  logger.warn(
    { shop: shop.domain, operation: operationId, fetched: gids.length },
    "lines were unreadable twice, and are not asked for again",
  );
  return true;
}

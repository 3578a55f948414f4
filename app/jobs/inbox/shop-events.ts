import { findExportingOperation } from "../../db/bulk-operation.ts";
import { hasMoved } from "../../db/due-shops.ts";
import { markApplied, type WaitingRecord } from "../../db/inbox-work.ts";
import { markUninstalled } from "../../db/installation.ts";
import type { Shop } from "../../db/shop.ts";
import { logger } from "../../logger.server.ts";
import { askShopify } from "../../shopify/authenticate-shop.ts";
import { ShopClosed, TokenRevoked } from "../../shopify/errors.ts";
import { endWork } from "../end-work.ts";
import { enqueue } from "../queue.ts";
import { requestSync } from "../request-sync.ts";
import { inTurn } from "./load-records.ts";

/** An export that Shopify says has ended is asked about at once. */
export async function bulkOperationFinished(shop: Shop, record: WaitingRecord): Promise<void> {
  await inTurn(shop, record, async (tx) => {
    const operationId = await findExportingOperation(tx, `gid://shopify/BulkOperation/${record.recordId}`);
    if (operationId !== null) await enqueue(tx, { name: "poll-operation", payload: { shopId: shop.id, operationId } });
    await markApplied(tx, record.rowIds, operationId === null ? "no export of ours waits for it" : null);
  });
}

/** The shop changed something about itself, or what it grants us: Shopify is asked what. Throws a ShopifyError. */
export async function shopChanged(shop: Shop, record: WaitingRecord): Promise<void> {
  await askShopify(shop.domain);
  if (await hasMoved(shop)) await requestSync(shop, "rebuild");
  await inTurn(shop, record, (tx) => markApplied(tx, record.rowIds));
}

/**
 * The shop took the app away: from now on nothing is done for it, and its tokens are forgotten. What is stored stays until Shopify asks for
 * its deletion. A word that is older than the present installation, or that comes while Shopify still takes our token, is of an earlier
 * installation and changes nothing. Throws when Shopify cannot be asked.
 */
export async function appUninstalled(shop: Shop, record: WaitingRecord): Promise<void> {
  const left = !(await isInstalled(shop)) && (await markUninstalled(shop.id, record.lastAt));
  if (left) {
    logger.info({ shop: shop.domain }, "the app was uninstalled");
    await endWork(shop);
  }
  await inTurn(shop, record, (tx) =>
    markApplied(tx, record.rowIds, left ? null : "the app is installed: this was said of an earlier time"),
  );
}

/** Whether Shopify takes our token for the shop. Throws when it cannot be asked. */
export async function isInstalled(shop: Shop): Promise<boolean> {
  try {
    await askShopify(shop.domain);
    return true;
  } catch (error) {
    if (error instanceof TokenRevoked || error instanceof ShopClosed) return false;
    throw error;
  }
}

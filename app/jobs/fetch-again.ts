import type { Shop } from "../db/shop.ts";
import { countUnbalanced, unbalancedOrders } from "../db/unbalanced-orders.ts";
import { withShop } from "../db.server.ts";
import { Refusal } from "../ingest/records/refusal.ts";
import { type FetchedKind, loadFetched } from "../ingest/webhooks/load-fetched.ts";
import { logger } from "../logger.server.ts";
import { fetchOrders } from "../shopify/fetch/orders.ts";
import type { Fetched } from "../shopify/fetch/page.ts";

/** Fetched and then loaded: what is in memory at a time. */
const CHUNK = 24;
/** Beyond so many something else is wrong than lists that were cut: they stay counted, and the page shows the count. */
const MOST = 2_000;

/**
 * Fetches the orders of a merged operation that do not add up one by one, page by page: a bulk file may lack some of an order with very many
 * lines or sales. Counts those that do not add up even then.
 */
export async function fetchUnbalancedAgain(shop: Shop, operationId: string, signal: AbortSignal): Promise<void> {
  const ids = (await withShop(shop.id, (tx) => unbalancedOrders(tx, operationId))).slice(0, MOST);
  await loadOrders(shop, ids, signal);
  const left = await withShop(shop.id, async (tx) => {
    const { length } = await unbalancedOrders(tx, operationId);
    await countUnbalanced(tx, operationId, length);
    return length;
  });
  logger.info({ shop: shop.domain, operation: operationId, fetched: ids.length, left }, "orders that did not add up were fetched again");
}

/** Fetches orders by id and loads those that Shopify shows; the others stay as they are. Throws a ShopifyError. */
export async function loadOrders(shop: Shop, ids: readonly string[], signal: AbortSignal): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK) {
    signal.throwIfAborted();
    const found = await fetchOrders({ shopDomain: shop.domain, signal }, ids.slice(start, start + CHUNK));
    for (const [id, lines] of found) if (lines !== null) await loadById(shop, "order", id, lines);
  }
}

/** Loads one record that was fetched, in a transaction of its own; what cannot be taken in is logged and left as it is stored. */
export async function loadById(shop: Shop, kind: FetchedKind, id: string, lines: readonly Fetched[]): Promise<void> {
  try {
    await withShop(shop.id, (tx) => loadFetched(tx, shop, kind, lines));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    logger.warn({ shop: shop.domain, kind, record: id, error: error.message }, "a record that was fetched again cannot be taken in");
  }
}

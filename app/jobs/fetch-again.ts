import type { Shop } from "../db/shop.ts";
import { countUnbalanced, unbalancedOrders } from "../db/unbalanced-orders.ts";
import { withShop } from "../db.server.ts";
import { Refusal } from "../ingest/records/refusal.ts";
import { loadFetched } from "../ingest/webhooks/load-fetched.ts";
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
  for (let start = 0; start < ids.length; start += CHUNK) {
    signal.throwIfAborted();
    const found = await fetchOrders({ shopDomain: shop.domain, signal }, ids.slice(start, start + CHUNK));
    for (const [id, lines] of found) if (lines !== null) await loadOrder(shop, id, lines);
  }
  const left = await withShop(shop.id, async (tx) => {
    const { length } = await unbalancedOrders(tx, operationId);
    await countUnbalanced(tx, operationId, length);
    return length;
  });
  logger.info({ shop: shop.domain, operation: operationId, fetched: ids.length, left }, "orders that did not add up were fetched again");
}

async function loadOrder(shop: Shop, id: string, lines: readonly Fetched[]): Promise<void> {
  try {
    await withShop(shop.id, (tx) => loadFetched(tx, shop, "order", lines));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    logger.warn({ shop: shop.domain, order: id, error: error.message }, "an order that was fetched again cannot be taken in");
  }
}

import type { Shop } from "../db/shop.ts";
import {
  countUnbalanced,
  postponeUnbalanced,
  strikeOff,
  type UnbalancedOrder,
  unbalancedLeft,
  unbalancedOf,
} from "../db/unbalanced-orders.ts";
import { withShop } from "../db.server.ts";
import { Refusal } from "../ingest/records/refusal.ts";
import { type FetchedKind, loadFetched } from "../ingest/webhooks/load-fetched.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "../shopify/errors.ts";
import { fetchOrders } from "../shopify/fetch/orders.ts";
import type { Fetched } from "../shopify/fetch/page.ts";

/** Fetched and then loaded: what is in memory at a time. */
const CHUNK = 24;
/** Where Shopify refuses to show orders, it is asked again after so long. */
const REFUSED_PAUSE_MS = 60 * 60 * 1000;

/**
 * Fetches the orders of a merged operation that do not add up one by one, page by page: a bulk file may lack some of an order with very many
 * lines or sales. Counts those that do not add up even then. Throws a ShopifyError: what was not fetched stays noted.
 */
export async function fetchUnbalancedAgain(shop: Shop, operationId: string, signal: AbortSignal): Promise<void> {
  const orders = await withShop(shop.id, (tx) => unbalancedOf(tx, operationId));
  await fetchNoted(shop, orders, signal);
  const left = await withShop(shop.id, (tx) => countUnbalanced(tx, operationId));
  logger.info({ shop: shop.domain, operation: operationId, fetched: orders.length, left }, "orders that did not add up were fetched again");
}

/** The same for those that runs have left behind because they failed, or were cancelled, before these orders' turn. Throws when Shopify is away. */
export async function fetchUnbalancedLeft(shop: Shop, signal: AbortSignal): Promise<void> {
  const orders = await withShop(shop.id, (tx) => unbalancedLeft(tx));
  if (orders.length === 0) return;
  try {
    await fetchNoted(shop, orders, signal);
    logger.info({ shop: shop.domain, fetched: orders.length }, "orders that an earlier run left out of balance were fetched again");
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    logger.warn(
      { shop: shop.domain, error: error.message },
      "Shopify does not show orders that do not add up; it is asked again in an hour",
    );
    await withShop(shop.id, (tx) => postponeUnbalanced(tx, REFUSED_PAUSE_MS));
  }
}

async function fetchNoted(shop: Shop, orders: readonly UnbalancedOrder[], signal: AbortSignal): Promise<void> {
  for (let start = 0; start < orders.length; start += CHUNK) {
    const chunk = orders.slice(start, start + CHUNK);
    await loadOrders(
      shop,
      chunk.map(({ id }) => id),
      signal,
    );
    await withShop(shop.id, (tx) => strikeOff(tx, chunk));
  }
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

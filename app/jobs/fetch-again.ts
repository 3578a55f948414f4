import type { BulkResource } from "../db/bulk-operation.ts";
import type { Shop } from "../db/shop.ts";
import {
  countUnbalanced,
  postponeShort,
  type ShortKind,
  type ShortRecord,
  shortKinds,
  shortLeft,
  shortOf,
  strikeOff,
} from "../db/short-records.ts";
import { withShop } from "../db.server.ts";
import { Refusal } from "../ingest/records/refusal.ts";
import { type FetchedKind, loadFetched } from "../ingest/webhooks/load-fetched.ts";
import { logger } from "../logger.server.ts";
import { QueryRefused } from "../shopify/errors.ts";
import type { Fetched } from "../shopify/fetch/page.ts";
import { fetchers } from "./fetchers.ts";

/** Fetched and then loaded: what is in memory at a time. */
const CHUNK = 24;
/** Where Shopify refuses to show records, it is asked again after so long. */
const REFUSED_PAUSE_MS = 60 * 60 * 1000;

/** What an export's records are that may lack children; customers have none. */
const shortKindOf: Readonly<Record<BulkResource, ShortKind | null>> = {
  orders_recent: "order",
  orders_older: "order",
  customers: null,
  products: "product",
  abandoned_checkouts: "checkout",
};

type Merged = { readonly id: string; readonly resource: BulkResource };

/**
 * Fetches the records of a merged operation that lack children one by one, page by page: a list in a bulk file may be cut, so that an
 * order's ledger does not add up, or a product has fewer variants, or a checkout fewer units, than it says. Counts the orders that do not
 * add up even then. Throws a ShopifyError: what was not fetched stays noted.
 */
export async function fetchShortOf(shop: Shop, { id, resource }: Merged, signal: AbortSignal): Promise<void> {
  const kind = shortKindOf[resource];
  const records = kind === null ? [] : await withShop(shop.id, (tx) => shortOf(tx, kind, id));
  if (records.length === 0) return;
  await fetchNoted(shop, records, signal);
  const unbalanced = kind === "order" ? await withShop(shop.id, (tx) => countUnbalanced(tx, id)) : 0;
  logger.info({ shop: shop.domain, operation: id, kind, fetched: records.length, unbalanced }, "records that lacked children were fetched");
}

/**
 * The same for those that runs have left behind because they failed, or were cancelled, before these records' turn. Throws when Shopify is
 * away.
 */
export async function fetchShortLeft(shop: Shop, signal: AbortSignal): Promise<void> {
  const records = await withShop(shop.id, (tx) => shortLeft(tx));
  try {
    await fetchNoted(shop, records, signal);
    logger.info({ shop: shop.domain, fetched: records.length }, "records that an earlier run had left without children were fetched");
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    logger.warn(
      { shop: shop.domain, error: error.message },
      "Shopify does not show records that lack children; it is asked again in an hour",
    );
    await withShop(shop.id, (tx) => postponeShort(tx, REFUSED_PAUSE_MS));
  }
}

async function fetchNoted(shop: Shop, records: readonly ShortRecord[], signal: AbortSignal): Promise<void> {
  for (const kind of shortKinds) {
    const own = records.filter((record) => record.kind === kind);
    for (let start = 0; start < own.length; start += CHUNK) {
      const chunk = own.slice(start, start + CHUNK);
      const ids = chunk.map(({ id }) => id);
      await fetchAgain(shop, kind, ids, signal);
      await withShop(shop.id, (tx) => strikeOff(tx, chunk));
    }
  }
}

/** Fetches records by id and loads those that Shopify shows; the others stay as they are. Throws a ShopifyError. */
export async function fetchAgain(shop: Shop, kind: FetchedKind, ids: readonly string[], signal: AbortSignal): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK) {
    signal.throwIfAborted();
    const found = await fetchers[kind]({ shopDomain: shop.domain, signal }, ids.slice(start, start + CHUNK));
    for (const [id, lines] of found) if (lines !== null) await loadById(shop, kind, id, lines);
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

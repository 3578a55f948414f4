import { isDatabaseAway } from "../../db/database-away.ts";
import { deleteOrder, deleteRecord, moveCustomer } from "../../db/deletion.ts";
import { countFailure, markApplied, markDead, postpone, type WaitingRecord } from "../../db/inbox-work.ts";
import { heirOf } from "../../db/merged-customers.ts";
import type { Shop } from "../../db/shop.ts";
import { runsUnderWay } from "../../db/sync-run.ts";
import { type ShopTransaction, withShop } from "../../db.server.ts";
import { Refusal } from "../../ingest/records/refusal.ts";
import { type FetchedKind, loadFetched } from "../../ingest/webhooks/load-fetched.ts";
import { logger } from "../../logger.server.ts";
import { QueryRefused } from "../../shopify/errors.ts";
import type { Fetched } from "../../shopify/fetch/page.ts";
import { fetchers } from "../fetchers.ts";

/** Records that webhooks tell of and that are fetched; of checkouts and carts the webhooks themselves say it all. */
type WebhookKind = Exclude<FetchedKind, "checkout">;

const AFTER_SYNC_MS = 20_000;
/** Fetched and then loaded: what is in memory at a time. */
const CHUNK = 24;

const NOT_SHOWN = "Shopify does not show this record: it was deleted, or is out of reach of the permissions granted";

/**
 * Brings records of one kind up to what Shopify says of them now: each is fetched once, however many webhooks wait for it, and loaded in a
 * transaction that also notes its webhooks as applied. Deleted ones are marked. What is refused becomes a dead letter, what fails waits;
 * the others go on. Throws when Shopify or the database is away: nothing is lost, all of it still waits.
 */
export async function loadRecords(shop: Shop, kind: WebhookKind, records: readonly WaitingRecord[], signal: AbortSignal): Promise<void> {
  const deleted = records.filter(({ deletedAt }) => deletedAt !== null);
  const living = records.filter(({ deletedAt }) => deletedAt === null);
  for (const record of deleted) await inTurn(shop, record, (tx) => remove(tx, kind, record));
  for (let start = 0; start < living.length; start += CHUNK) {
    signal.throwIfAborted();
    const chunk = living.slice(start, start + CHUNK);
    const found = await fetched(shop, kind, chunk, signal);
    for (const record of chunk) {
      const lines = found?.get(record.recordId);
      if (lines === undefined) continue;
      await inTurn(shop, record, (tx) => load(tx, shop, kind, record, lines));
    }
  }
}

/** What Shopify says of the records; null when it refuses to say, which is then the end of their webhooks. */
async function fetched(shop: Shop, kind: WebhookKind, records: readonly WaitingRecord[], signal: AbortSignal) {
  const ids = records.map(({ recordId }) => recordId);
  try {
    return await fetchers[kind]({ shopDomain: shop.domain, signal }, ids);
  } catch (error) {
    if (!(error instanceof QueryRefused)) throw error;
    const rowIds = records.flatMap((record) => record.rowIds);
    await withShop(shop.id, (tx) => markDead(tx, rowIds, `${error.message} ${error.remedy}`));
    return null;
  }
}

async function load(tx: ShopTransaction, shop: Shop, kind: WebhookKind, record: WaitingRecord, lines: Fetched[] | null): Promise<void> {
  if (lines !== null) await loadFetched(tx, shop, kind, lines);
  for (const merged of record.merged) {
    const heir = lines === null ? await heirOf(tx, record.recordId) : record.recordId; // who was kept may have been merged away since
    if (heir !== null) await moveCustomer(tx, merged, heir, record.lastAt);
  }
  await markApplied(tx, record.rowIds, lines === null ? NOT_SHOWN : null);
}

/**
 * Marks a record as deleted, and its webhooks as applied. One that is not stored yet may stand in a file that is being loaded: then its
 * deletion waits until that is done.
 */
export async function remove(
  tx: ShopTransaction,
  kind: WebhookKind | "abandoned_checkout",
  { recordId, rowIds, deletedAt }: WaitingRecord,
): Promise<void> {
  const at = deletedAt ?? new Date();
  const known = kind === "order" ? await deleteOrder(tx, recordId, at) : await deleteRecord(tx, kind, recordId, at);
  if (!known && (await runsUnderWay(tx)).length > 0)
    await postpone(tx, rowIds, "deleted while a sync may still bring it in", AFTER_SYNC_MS);
  else await markApplied(tx, rowIds);
}

type InTurn = Pick<WaitingRecord, "recordId" | "rowIds"> & { readonly kind: string };

/** One record in one transaction: what goes wrong with it is noted on its own webhooks. */
export async function inTurn(shop: Shop, record: InTurn, work: (tx: ShopTransaction) => Promise<void>): Promise<void> {
  try {
    await withShop(shop.id, work);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn({ shop: shop.domain, kind: record.kind, record: record.recordId, error: reason }, "webhooks could not be worked off");
    await withShop(shop.id, (tx) =>
      error instanceof Refusal ? markDead(tx, record.rowIds, reason) : countFailure(tx, record.rowIds, reason),
    );
  }
}

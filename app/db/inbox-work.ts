import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const waiting = z
  .object({
    kind: z.enum(["order", "customer", "product", "inventory_level", "cart", "checkout", "bulk_operation", "shop", "app"]),
    record_id: z.string(),
    row_ids: z.array(z.string()),
    topics: z.array(z.string()),
    merged: z.array(z.string()),
    deleted_at: z.date().nullable(),
    last_at: z.date(),
  })
  .transform((row) => ({
    kind: row.kind,
    recordId: row.record_id,
    /** The deliveries that are waiting for this record: worked off together. */
    rowIds: row.row_ids,
    topics: row.topics,
    /** Customers that were merged into this one. */
    merged: row.merged,
    /** When Shopify said that the record was deleted; null if it did not. */
    deletedAt: row.deleted_at,
    /** When the last of these things happened at Shopify, or came here where that is not known. */
    lastAt: row.last_at,
  }));

/** A record of which webhooks wait, however many. */
export type WaitingRecord = z.output<typeof waiting>;

/** So often a delivery is tried before it becomes a dead letter. */
const MOST_ATTEMPTS = 5;

/** What can be done now. Compliance requests are not among it: they are not worked off with the records. */
const isDue = sql`status = 'waiting' and kind <> 'compliance' and due_at <= clock_timestamp()`;

/** The records for which webhooks wait and are due, those that have waited longest first. */
export async function waitingRecords(tx: ShopTransaction, limit: number): Promise<WaitingRecord[]> {
  const rows = await tx.query(sql`
    select   kind, record_id, array_agg(id::text order by id) as row_ids, array_agg(distinct topic) as topics,
             coalesce(
               array_agg(distinct related_id) filter (where topic = 'customers/merge' and lower(fields ->> 'status') is distinct from 'failed'),
               '{}'
             ) as merged,
             max(coalesce(triggered_at, received_at)) filter (where topic in ('orders/delete', 'customers/delete', 'products/delete', 'checkouts/delete')) as deleted_at,
             max(coalesce(triggered_at, received_at)) as last_at
    from     inbox
    where    shop_id = ${tx.shopId} and ${isDue}
    group by kind, record_id
    order by min(id)
    limit    ${limit}`);
  return rows.map((row) => waiting.parse(row));
}

/** Whether webhooks wait that can be worked off now. Opens a transaction of its own. */
export async function hasWaiting(shop: { readonly id: string }): Promise<boolean> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`select from inbox where shop_id = ${tx.shopId} and ${isDue} limit 1`);
    return rows.length > 0;
  });
}

/** Notes that deliveries were worked off; `note` says what there is to know about it. What was kept of a body beyond fields goes. */
export async function markApplied(tx: ShopTransaction, rowIds: readonly string[], note: string | null = null): Promise<void> {
  await tx.query(sql`
    update inbox
    set    status = 'applied', reason = ${note}, handled_at = clock_timestamp(), attempts = attempts + 1, sealed = null
    where  shop_id = ${tx.shopId} and id = any(${[...rowIds]}::bigint[])`);
}

/** Puts deliveries aside as dead letters, with the reason that the merchant is shown. */
export async function markDead(tx: ShopTransaction, rowIds: readonly string[], reason: string): Promise<void> {
  await tx.query(sql`
    update inbox
    set    status = 'dead', reason = ${reason}, handled_at = clock_timestamp(), attempts = attempts + 1
    where  shop_id = ${tx.shopId} and id = any(${[...rowIds]}::bigint[])`);
}

/** Lets deliveries wait for another attempt, each longer than the one before; after the last they are dead letters. */
export async function countFailure(tx: ShopTransaction, rowIds: readonly string[], reason: string): Promise<void> {
  await tx.query(sql`
    update inbox
    set    attempts = attempts + 1, reason = ${reason}, due_at = clock_timestamp() + 30 * power(4, attempts) * interval '1 second',
           status = case when attempts + 1 >= ${MOST_ATTEMPTS}::integer then 'dead' else status end,
           handled_at = case when attempts + 1 >= ${MOST_ATTEMPTS}::integer then clock_timestamp() end
    where  shop_id = ${tx.shopId} and id = any(${[...rowIds]}::bigint[])`);
}

/** Lets deliveries wait without counting it as an attempt. */
export async function postpone(tx: ShopTransaction, rowIds: readonly string[], reason: string, forMs: number): Promise<void> {
  await tx.query(sql`
    update inbox
    set    reason = ${reason}, due_at = clock_timestamp() + ${forMs}::integer * interval '1 millisecond'
    where  shop_id = ${tx.shopId} and id = any(${[...rowIds]}::bigint[])`);
}

/** The same for everything that waits. */
export async function postponeAll(tx: ShopTransaction, reason: string, forMs: number): Promise<void> {
  await tx.query(sql`
    update inbox
    set    reason = ${reason}, due_at = clock_timestamp() + ${forMs}::integer * interval '1 millisecond'
    where  shop_id = ${tx.shopId} and status = 'waiting' and kind <> 'compliance'`);
}

/** Adds the counts of batches up to one an hour, but for those of the last minutes, and forgets those of before two weeks. */
export async function addUpCounts(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`
    with taken as (
      delete from inbox_count
      where  shop_id = ${tx.shopId} and counted_at < clock_timestamp() - interval '2 minutes'
             and (counted_at <> date_trunc('hour', counted_at) or counted_at < clock_timestamp() - interval '15 days')
      returning date_trunc('hour', counted_at) as hour, received, duplicates
    ),
    hours as (select hour, sum(received) as received, sum(duplicates) as duplicates from taken group by hour)
    insert into inbox_count (shop_id, counted_at, received, duplicates)
    select ${tx.shopId}, hour, received, duplicates
    from   hours
    where  hour > clock_timestamp() - interval '15 days'`);
}

/**
 * Forgets what was worked off two weeks ago, and dead letters after sixty days: by then Shopify has sent everything that it sends again.
 */
export async function pruneInbox(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`
    delete from inbox
    where  shop_id = ${tx.shopId}
           and (status = 'applied' and handled_at < clock_timestamp() - interval '14 days'
                or status = 'dead' and received_at < clock_timestamp() - interval '60 days')`);
}

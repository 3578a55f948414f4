import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { identifier, sql } from "../lib/sql.ts";

/** What happened this shortly before an export began may be missing from it: Shopify's search lags behind what is written. */
const LAG = sql`interval '1 minute'`;
/** What stands at a webhook that waits for the end of a run. */
export const LEFT_TO_SYNC = "many at once: the sync under way brings it in";
const BROUGHT = "brought in by a sync";

/** Webhooks that say no more than that a record changed: an export of what changed makes up for them. Merges and deletions say more. */
const saysChanged = sql`
  inbox.status = 'waiting' and kind in ('order', 'customer', 'product', 'inventory_level')
  and topic not in ('orders/delete', 'customers/delete', 'customers/merge', 'products/delete')`;

const counted = z.tuple([z.object({ count: z.coerce.number() })]).transform(([row]) => row.count);

/** How many distinct records wait to be fetched now, counted up to `most`. */
export async function countWaiting(tx: ShopTransaction, most: number): Promise<number> {
  return counted.parse(
    await tx.query(sql`
      select count(*)
      from   (
               select distinct kind, record_id
               from   inbox
               where  shop_id = ${tx.shopId} and ${saysChanged} and due_at <= clock_timestamp()
               limit  ${most}
             ) waiting`),
  );
}

/** Leaves the changes that wait now to the run that is under way; should it never end, they are due again by themselves in an hour. */
export async function leaveToSync(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`
    update inbox
    set    reason = ${LEFT_TO_SYNC}, due_at = clock_timestamp() + interval '1 hour'
    where  shop_id = ${tx.shopId} and ${saysChanged} and due_at <= clock_timestamp()`);
}

/** Kinds of records of which changes wait to be fetched now. */
export async function waitingKinds(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.query(sql`
    select distinct kind
    from   inbox
    where  shop_id = ${tx.shopId} and ${saysChanged} and due_at <= clock_timestamp()`);
  return rows.map((row) => z.object({ kind: z.string() }).parse(row).kind);
}

/**
 * After a run that asked for all that changed of these kinds: changes are in that were told before it began, and those after which the
 * record is stored as it was then or later; they count as applied. What else was left to it is due again, all of it where the run failed
 * (`coveredUntil` is null).
 */
export async function settleLeftToSync(tx: ShopTransaction, coveredUntil: Date | null, kinds: readonly string[]): Promise<void> {
  if (coveredUntil !== null) {
    await tx.query(sql`
      update inbox
      set    status = 'applied', reason = ${BROUGHT}, handled_at = clock_timestamp()
      where  shop_id = ${tx.shopId} and ${saysChanged} and kind = any(${[...kinds]}::text[])
             and coalesce(triggered_at, received_at) < ${coveredUntil}::timestamptz - ${LAG}`);
    for (const [kind, table] of [
      ["order", "orders"],
      ["customer", "customer"],
      ["product", "product"],
    ] as const) {
      await tx.query(sql`
        update inbox
        set    status = 'applied', reason = ${BROUGHT}, handled_at = clock_timestamp()
        from   ${identifier(table)} record
        where  inbox.shop_id = ${tx.shopId} and ${saysChanged} and kind = ${kind} and reason = ${LEFT_TO_SYNC}
               and record.shop_id = ${tx.shopId} and record.id = record_id::bigint and record.updated_at >= changed_at`);
    }
  }
  await tx.query(sql`
    update inbox
    set    due_at = clock_timestamp()
    where  shop_id = ${tx.shopId} and status = 'waiting' and reason = ${LEFT_TO_SYNC}`);
}

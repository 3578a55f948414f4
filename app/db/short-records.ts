import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { staged } from "./staging.ts";

/** So many a load fetches itself; the rest is left to the shop's drains. */
const OF_A_LOAD = 2_000;
/** So many a drain fetches at a time, before it looks at the webhooks that have come meanwhile. */
const OF_A_DRAIN = 120;

export const shortKinds = ["order", "product", "checkout"] as const;
export type ShortKind = (typeof shortKinds)[number];

const roots = { order: "orders", product: "product", checkout: "abandoned_checkout" } as const;

const underWay = sql`
  exists (select from sync_run where shop_id = current_shop() and status in ('requested', 'exporting', 'loading', 'refreshing'))`;

const noted = z
  .object({ kind: z.enum(shortKinds), id: z.string(), noted_at: z.string() })
  .transform((row) => ({ kind: row.kind, id: row.id, notedAt: row.noted_at }));
const some = z.tuple([z.object({ some: z.boolean() })]).transform(([row]) => row.some);
const left = z.tuple([z.object({ left: z.number() })]).transform(([row]) => row.left);

/** A record of which a file lacked children, and when that was noted: what is noted again while it is fetched stays noted. */
export type ShortRecord = z.output<typeof noted>;

/** Notes records that lack children since a file was merged, in the transaction that made them so: they are to be fetched by id. */
export async function noteShort(tx: ShopTransaction, kind: ShortKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(sql`
    insert into short_record (shop_id, kind, record_id)
    select ${tx.shopId}, ${kind}, id
    from   unnest(${[...ids]}::bigint[]) as id
    order by id
    on conflict (shop_id, kind, record_id) do update set noted_at = excluded.noted_at, due_at = excluded.due_at`);
}

/** The records of a kind noted of an operation, as long as it is staged: the first of them where they are very many. */
export async function shortOf(tx: ShopTransaction, kind: ShortKind, operationId: string): Promise<ShortRecord[]> {
  const rows = await tx.query(sql`
    select   kind, record_id as id, noted_at::text
    from     short_record
    where    shop_id = ${tx.shopId} and kind = ${kind} and record_id in (select id from ${staged(roots[kind], operationId)})
    order by record_id
    limit    ${OF_A_LOAD}`);
  return rows.map((row) => noted.parse(row));
}

/** Some of the records noted that the run they came with has left behind; none while a run is under way, which fetches its own. */
export async function shortLeft(tx: ShopTransaction, limit = OF_A_DRAIN): Promise<ShortRecord[]> {
  const rows = await tx.query(sql`
    select   kind, record_id as id, noted_at::text
    from     short_record
    where    shop_id = ${tx.shopId} and due_at <= clock_timestamp() and not ${underWay}
    order by kind, record_id
    limit    ${limit}`);
  return rows.map((row) => noted.parse(row));
}

/** Strikes off records that were fetched, but for those that were noted anew meanwhile. */
export async function strikeOff(tx: ShopTransaction, records: readonly ShortRecord[]): Promise<void> {
  await tx.query(sql`
    delete from short_record
    using  unnest(
             ${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::bigint[], ${records.map(({ notedAt }) => notedAt)}::timestamptz[]
           ) as fetched (kind, id, noted_at)
    where  shop_id = ${tx.shopId} and short_record.kind = fetched.kind and record_id = fetched.id and short_record.noted_at = fetched.noted_at`);
}

/** Lets the records noted wait, for Shopify cannot be asked now. */
export async function postponeShort(tx: ShopTransaction, forMs: number): Promise<void> {
  await tx.query(sql`
    update short_record
    set    due_at = clock_timestamp() + ${forMs}::integer * interval '1 millisecond'
    where  shop_id = ${tx.shopId}`);
}

/** Makes the records noted due now. Says whether there are any. */
export async function wakeShort(tx: ShopTransaction): Promise<boolean> {
  await tx.query(sql`update short_record set due_at = clock_timestamp() where shop_id = ${tx.shopId} and due_at > clock_timestamp()`);
  return some.parse(await tx.query(sql`select exists (select from short_record where shop_id = ${tx.shopId}) as some`));
}

/**
 * Writes down how many orders of an operation, as long as it is staged, do not add up now that others were fetched, by the measure of
 * balanceOrders: the sales of the first agreement against the original total, all of them against the current one, units on lines against
 * the order's own. Answers the number.
 */
export async function countUnbalanced(tx: ShopTransaction, operationId: string): Promise<number> {
  return left.parse(
    await tx.query(sql`
      with bounds as materialized (select min(id) as from_id, max(id) as to_id from ${staged("orders", operationId)}),
      ledger as (
        select order_id, id as agreement_id, happened_at, 0 as total
        from   agreement
        where  shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
        union all
        select order_id, agreement_id, happened_at, total
        from   sale
        where  shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
      ),
      agreements as (
        select   order_id, agreement_id, min(happened_at) as happened_at, sum(total) as total
        from     ledger
        group by order_id, agreement_id
      ),
      figures as (
        select   order_id, (array_agg(total order by happened_at, agreement_id))[1] as original_total, sum(total) as current_total,
                 0 as line_quantity, 0 as current_line_quantity, false as stored
        from     agreements
        group by order_id
        union all
        select   order_id, 0, 0, sum(quantity), sum(current_quantity), false
        from     order_line
        where    shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
        group by order_id
        union all
        select   id, -original_total, -current_total, -line_quantity, -current_line_quantity, deleted_at is null
        from     orders
        where    shop_id = ${tx.shopId} and id between (select from_id from bounds) and (select to_id from bounds)
      ),
      unbalanced as (
        select   order_id
        from     figures
        group by order_id
        having   bool_or(stored)
                 and (sum(original_total) <> 0 or sum(current_total) <> 0 or sum(line_quantity) < 0 or sum(current_line_quantity) < 0)
      )
      update bulk_operation
      set    unbalanced = (select count(*) from unbalanced where order_id in (select id from ${staged("orders", operationId)}))
      where  shop_id = ${tx.shopId} and id = ${operationId}
      returning unbalanced::integer as left`),
  );
}

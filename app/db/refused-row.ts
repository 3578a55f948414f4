import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** A line of a bulk file that could not be taken in: its number from 1, the reason in words, and the line itself, cut if it is long. */
export type RefusedRow = { readonly lineNumber: number; readonly reason: string; readonly line: string };

const LINE_LIMIT = 2_000;

const refusedRow = z
  .object({ line_number: z.coerce.number(), reason: z.string(), line: z.string() })
  .transform((row): RefusedRow => ({ lineNumber: row.line_number, reason: row.reason, line: row.line }));

/** Keeps refused lines aside; one that stands there already is left as it is. */
export async function insertRefusedRows(tx: ShopTransaction, bulkOperationId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(sql`
    insert into refused_row (shop_id, bulk_operation_id, line_number, reason, line)
    select ${tx.shopId}, ${bulkOperationId}, refused.*
    from   unnest(
             ${rows.map((row) => row.lineNumber)}::bigint[],
             ${rows.map((row) => row.reason)}::text[],
             ${rows.map((row) => row.line.slice(0, LINE_LIMIT).replaceAll("\u0000", "\uFFFD"))}::text[]
           ) as refused
    on conflict (shop_id, bulk_operation_id, line_number) do nothing`);
}

/** Forgets the refused lines of an operation whose file is read again from its start. */
export async function deleteRefusedRows(tx: ShopTransaction, bulkOperationId: string): Promise<void> {
  await tx.query(sql`
    delete from refused_row
    where  shop_id = ${tx.shopId} and bulk_operation_id = ${bulkOperationId}`);
}

/** Beyond so many something else is wrong than single records. */
const MOST_NAMED = 500;

const unreadable = z.object({ some: z.boolean(), again: z.boolean(), gids: z.array(z.string()) });

/**
 * What was refused of an operation's file for a reason that begins so: whether anything was, whether all of it was so in the export of the
 * same resource before too, and the records that the lines still name. The same is what has the same id or, where none can be made out,
 * what reads the same.
 */
export async function unreadableLines(
  tx: ShopTransaction,
  bulkOperationId: string,
  beginning: string,
): Promise<z.infer<typeof unreadable>> {
  const [row] = await tx.query(sql`
    with this as (
      select id, resource from bulk_operation where shop_id = ${tx.shopId} and id = ${bulkOperationId}
    ),
    former as (
      select   operation.id
      from     bulk_operation operation join this on operation.resource = this.resource and operation.id < this.id
      where    operation.shop_id = ${tx.shopId} and operation.status = 'loaded'
      order by operation.id desc
      limit    1
    ),
    lines as (
      select bulk_operation_id, line, substring(line from '"id": *"(gid://shopify/[A-Za-z]+/[0-9]+)"') as gid
      from   refused_row
      where  shop_id = ${tx.shopId} and bulk_operation_id in (select id from this union all select id from former)
             and starts_with(reason, ${beginning})
    ),
    now as (select gid, coalesce(gid, line) as key from lines where bulk_operation_id in (select id from this)),
    known as (select coalesce(gid, line) as key from lines where bulk_operation_id in (select id from former))
    select count(*) > 0 as some, coalesce(bool_and(key in (select key from known)), false) as again,
           coalesce((array_agg(distinct gid) filter (where gid is not null))[:${MOST_NAMED}::integer], '{}') as gids
    from   now`);
  return unreadable.parse(row);
}

/** The first refused lines of an operation, in the order of the file. Opens a transaction of its own. */
export async function refusedRows(shop: { readonly id: string }, bulkOperationId: string, limit = 50): Promise<RefusedRow[]> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`
      select   line_number, reason, line
      from     refused_row
      where    shop_id = ${tx.shopId} and bulk_operation_id = ${bulkOperationId}
      order by line_number
      limit    ${limit}`);
    return rows.map((row) => refusedRow.parse(row));
  });
}

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

/** Whether lines of an operation's file were refused for a reason that begins so. */
export async function wasRefusedAs(tx: ShopTransaction, bulkOperationId: string, beginning: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select from refused_row
    where  shop_id = ${tx.shopId} and bulk_operation_id = ${bulkOperationId} and starts_with(reason, ${beginning})
    limit  1`);
  return rows.length > 0;
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

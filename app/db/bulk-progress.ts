import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const number = z.coerce.number();

/** How far the file of an operation is read: its first `bytesRead` bytes hold `linesRead` whole lines. `staged`: that was all of it. */
export type ReadProgress = { readonly bytesRead: number; readonly linesRead: number; readonly refused: number; readonly staged: boolean };

const readProgress = z
  .tuple([z.object({ bytes_read: number, lines_read: number, refused: number, staged: z.boolean() })])
  .transform(([row]): ReadProgress => ({ bytesRead: row.bytes_read, linesRead: row.lines_read, refused: row.refused, staged: row.staged }));

/** What has become of lines: written, found equal, found older than what is stored; and orders whose ledger does not add up. */
export type MergeCounts = {
  readonly merged: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly older: number;
  readonly unbalanced: number;
};

/** All that is known of the lines of an operation. */
export type LineCounts = MergeCounts & {
  readonly linesRead: number;
  readonly refused: number;
  readonly duplicate: number;
  readonly orphaned: number;
};

const lineCounts = z
  .tuple([
    z.object({
      merged: number,
      applied: number,
      unchanged: number,
      older: number,
      unbalanced: number,
      lines_read: number,
      refused: number,
      duplicate: number,
      orphaned: number,
    }),
  ])
  .transform(([{ lines_read, ...row }]): LineCounts => ({ ...row, linesRead: lines_read }));

export async function findReadProgress(tx: ShopTransaction, operationId: string): Promise<ReadProgress> {
  return readProgress.parse(
    await tx.query(sql`
      select bytes_read, lines_read, refused, staged_at is not null as staged
      from   bulk_operation
      where  shop_id = ${tx.shopId} and id = ${operationId}`),
  );
}

/** Nothing of the file is read, and nothing is known of its lines. */
export async function resetProgress(tx: ShopTransaction, operationId: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    bytes_read = 0, lines_read = 0, refused = 0, merged = 0, applied = 0, unchanged = 0, older = 0, duplicate = 0, orphaned = 0,
           unbalanced = 0, staged_at = null
    where  shop_id = ${tx.shopId} and id = ${operationId}`);
}

/** Moves the checkpoint on. False when it does not stand where the caller found it: somebody else reads the same file. */
export async function moveCheckpoint(tx: ShopTransaction, operationId: string, from: ReadProgress, to: ReadProgress): Promise<boolean> {
  const rows = await tx.query(sql`
    update bulk_operation
    set    bytes_read = ${to.bytesRead}, lines_read = ${to.linesRead}, refused = ${to.refused},
           staged_at = case when ${to.staged} then clock_timestamp() end
    where  shop_id = ${tx.shopId} and id = ${operationId} and bytes_read = ${from.bytesRead} and staged_at is null
    returning id`);
  return rows.length === 1;
}

export async function countDuplicates(tx: ShopTransaction, operationId: string, duplicate: number): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    duplicate = ${duplicate}
    where  shop_id = ${tx.shopId} and id = ${operationId}`);
}

export async function countOrphans(tx: ShopTransaction, operationId: string, orphaned: number): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    orphaned = ${orphaned}
    where  shop_id = ${tx.shopId} and id = ${operationId}`);
}

/** Adds what became of one range's lines. Until the transaction ends no other range of the operation can be counted: call it late. */
export async function addMergeCounts(tx: ShopTransaction, operationId: string, counts: MergeCounts): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    merged = merged + ${counts.merged}, applied = applied + ${counts.applied}, unchanged = unchanged + ${counts.unchanged},
           older = older + ${counts.older}, unbalanced = unbalanced + ${counts.unbalanced}
    where  shop_id = ${tx.shopId} and id = ${operationId}`);
}

export async function findLineCounts(tx: ShopTransaction, operationId: string): Promise<LineCounts> {
  return lineCounts.parse(
    await tx.query(sql`
      select merged, applied, unchanged, older, unbalanced, lines_read, refused, duplicate, orphaned
      from   bulk_operation
      where  shop_id = ${tx.shopId} and id = ${operationId}`),
  );
}

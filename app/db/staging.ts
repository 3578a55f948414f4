import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { identifier, type Sql, sql } from "../lib/sql.ts";

/** Records whose ids lie between two, both included: what one transaction of a merge takes in. */
export type IdRange = { readonly fromId: string; readonly toId: string; readonly roots: number };

/** Records fetched one by one are staged as if an operation of this name had exported them. */
export const FETCHED = "fetched";

const operation = /^[1-9]\d{0,18}$|^fetched$/;
const made = z.tuple([z.object({ made: z.boolean() })]);
const duplicates = z.tuple([z.object({ duplicates: z.coerce.number().nullable() })]);
const range = z
  .object({ from_id: z.string(), to_id: z.string(), roots: z.coerce.number() })
  .transform((row): IdRange => ({ fromId: row.from_id, toId: row.to_id, roots: row.roots }));

/** The name of an operation's staged twin of a table of facts: staging.orders_12. */
export function staged(table: string, operationId: string): Sql {
  if (!operation.test(operationId)) throw new TypeError(`no bulk operation has the id ${JSON.stringify(operationId)}`);
  return identifier("staging", `${table}_${operationId}`);
}

/** Makes the operation's staging tables; false when they are there already. Locks the operation until the transaction ends. */
export async function makeStaging(tx: ShopTransaction, operationId: string): Promise<boolean> {
  const [row] = made.parse(await tx.query(sql`select staging.open(${operationId}) as made`));
  return row.made;
}

/** The file has a record twice, which its staging table's key refuses: takes the keys off until everything is staged. */
export async function dropStagingKeys(tx: ShopTransaction, operationId: string): Promise<void> {
  await tx.query(sql`select staging.drop_keys(${operationId})`);
}

/** Keys and statistics for what is staged, once: returns the number of duplicates that were dropped, or null if this was done before. */
export async function putStagingInOrder(tx: ShopTransaction, operationId: string): Promise<number | null> {
  const [row] = duplicates.parse(await tx.query(sql`select staging.put_in_order(${operationId}) as duplicates`));
  return row.duplicates;
}

/** Drops the operation's staging tables, if they are there. */
export async function dropStagingTables(tx: ShopTransaction, operationId: string): Promise<void> {
  await tx.query(sql`select staging.drop(${operationId})`);
}

/** Parts the staged records of `table` into ranges of about `size` by id, to be merged one by one. */
export async function planRanges(tx: ShopTransaction, operationId: string, table: string, size: number): Promise<void> {
  await tx.query(sql`
    insert into ${staged("range", operationId)} (from_id, to_id, roots)
    select   min(id), max(id), count(*)
    from     (select id, (row_number() over (order by id) - 1) / ${size}::integer as place from ${staged(table, operationId)}) numbered
    group by place`);
}

/** Takes a range that is left and that nobody else is at; it counts as merged when the transaction commits. Null when there is none. */
export async function takeRange(tx: ShopTransaction, operationId: string): Promise<IdRange | null> {
  const rows = await tx.query(sql`
    delete from ${staged("range", operationId)}
    where  from_id = (select from_id from ${staged("range", operationId)} order by from_id limit 1 for update skip locked)
    returning from_id, to_id, roots`);
  return rows[0] === undefined ? null : range.parse(rows[0]);
}

/** Takes everything out of the staged twins of these tables that the transaction can see. */
export async function clearStaged(tx: ShopTransaction, operationId: string, tables: readonly string[]): Promise<void> {
  for (const table of tables) await tx.query(sql`delete from ${staged(table, operationId)}`);
}

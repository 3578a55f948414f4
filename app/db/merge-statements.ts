import { z } from "zod";
import type { Row, ShopTransaction } from "../db.server.ts";
import { identifier, join, type Sql, sql } from "../lib/sql.ts";
import { assignments, columnsOf, differs } from "./columns.ts";
import { type IdRange, staged } from "./staging.ts";

const recordId = z.object({ id: z.string() });
const written = z.tuple([z.object({ written: z.number() })]);

/**
 * The statement that brings the staged records of a range into `table`, in the order of their ids. It refuses what is older than the stored
 * record, and writes nothing where nothing differs; a deleted record stays deleted unless it was changed after that. All of them are
 * locked until the transaction ends, the unchanged ones too: two loads of one record come one after the other. `source` stands for the
 * staged table where not all of it is to be merged (see withoutRedacted).
 */
export function upsertNewer(
  tx: ShopTransaction,
  table: string,
  columns: readonly string[],
  operationId: string,
  range: IdRange,
  source: Sql | null = null,
): Sql {
  return sql`
    insert into ${identifier(table)} as stored (shop_id, id, ${columnsOf(columns)})
    select   ${tx.shopId}, id, ${columnsOf(columns)}
    from     ${source ?? staged(table, operationId)}
    where    id between ${range.fromId} and ${range.toId}
    order by id
    on conflict (shop_id, id) do update set ${assignments(columns, "excluded")}, deleted_at = null
    where    excluded.updated_at >= stored.updated_at
             and (stored.deleted_at is null or excluded.updated_at > stored.deleted_at)
             and (stored.deleted_at is not null or ${differs(columns, "stored", "excluded")})`;
}

/**
 * The ids, and other columns, of a range's records whose stored state is this file's: written now, or equal before. Those that are stored
 * in a newer state, or are deleted, are not among them, and their children are left as they are.
 */
export function accepted(tx: ShopTransaction, table: string, operationId: string, range: IdRange, also: readonly string[] = []): Sql {
  return sql`
    select ${columnsOf(["id", ...also], "stored")}
    from   ${identifier(table)} stored
    join   ${staged(table, operationId)} incoming on incoming.id = stored.id and incoming.updated_at = stored.updated_at
    where  stored.shop_id = ${tx.shopId} and stored.id between ${range.fromId} and ${range.toId}
           and incoming.id between ${range.fromId} and ${range.toId} and stored.deleted_at is null`;
}

/** Rows that belong to a parent record: the first column of their key is its id. */
export type Children = {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Rows carry their own `updated_at`, and one that is stored in a newer state is left. */
  readonly dated?: boolean;
};

/**
 * The statement that makes stored children what `incoming` (key and columns) says, all of the range and of accepted parents. To be run
 * while the parents are locked, for it looks first and then writes.
 */
export function mergeChildren(tx: ShopTransaction, children: Children, incoming: Sql, range: IdRange): Sql {
  const { table, key, columns, dated = false } = children;
  const parent = identifier("stored", key[0] ?? "");
  return sql`
    merge into ${identifier(table)} stored
    using (${incoming}) incoming
    on stored.shop_id = ${tx.shopId} and ${sameKey(key)} and ${parent} between ${range.fromId} and ${range.toId}
    when matched and ${differs(columns, "stored", "incoming")} ${dated ? sql`and incoming.updated_at >= stored.updated_at` : sql``}
      then update set ${assignments(columns, "incoming")}
    when not matched then insert (shop_id, ${columnsOf([...key, ...columns])})
      values (${tx.shopId}, ${columnsOf([...key, ...columns], "incoming")})`;
}

/** The statement that deletes the stored children of accepted parents (`accepted`: their ids) that are not in `incoming` (their keys). */
export function deleteVanished(tx: ShopTransaction, { table, key }: Children, acceptedIds: Sql, incoming: Sql, range: IdRange): Sql {
  const parent = identifier("stored", key[0] ?? "");
  return sql`
    delete from ${identifier(table)} stored
    where  stored.shop_id = ${tx.shopId} and ${parent} between ${range.fromId} and ${range.toId}
           and ${parent} in (${acceptedIds})
           and not exists (
             select from ${incoming} incoming
             where  ${sameKey(key)} and ${identifier("incoming", key[0] ?? "")} between ${range.fromId} and ${range.toId}
           )`;
}

/** How many children records have by their own word (`said`: rows of id and children), and how what is stored of them is measured. */
export type Said = { readonly said: Sql; readonly children: Children; readonly has: Sql };

/** The records of a range of which fewer children are stored than they say themselves. Who says nothing is none of them. */
export async function shorterThanSaid(tx: ShopTransaction, { said, children, has }: Said, range: IdRange): Promise<string[]> {
  const parent = identifier(children.key[0] ?? "");
  const rows = await tx.query(sql`
    with said as (${said}),
    stored as (
      select   ${parent} as id, ${has} as children
      from     ${identifier(children.table)}
      where    shop_id = ${tx.shopId} and ${parent} between ${range.fromId} and ${range.toId}
      group by ${parent}
    )
    select    said.id
    from      said
    left join stored on stored.id = said.id
    where     said.children > coalesce(stored.children, 0)
    order by  said.id`);
  return rows.map((row) => recordId.parse(row).id);
}

/** Runs a statement that inserts or changes rows and returns how many. */
export async function countWritten(tx: ShopTransaction, write: Sql): Promise<number> {
  return writtenRows(await tx.query(sql`with rows as (${write} returning 1) select count(*)::integer as written from rows`));
}

/** The number that a statement gave as `written`. */
export function writtenRows(rows: Row[]): number {
  return written.parse(rows)[0].written;
}

function sameKey(key: readonly string[]): Sql {
  return join(
    key.map((column) => sql`${identifier("stored", column)} = ${identifier("incoming", column)}`),
    " and ",
  );
}

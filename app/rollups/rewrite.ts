import { z } from "zod";
import { columnsOf } from "../db/columns.ts";
import type { ShopTransaction } from "../db.server.ts";
import { identifier, join, type Sql, sql } from "../lib/sql.ts";

type Rewriting = {
  readonly table: string;
  /** The key besides the shop, and all other columns. */
  readonly key: readonly string[];
  readonly figures: readonly string[];
  /** Which of the stored rows are recomputed: a condition on their columns. */
  readonly scope: Sql;
  /** What they have to be: rows of key and figures. */
  readonly fresh: Sql;
};

const touched = z.array(z.object({ id: z.string() })).transform((rows) => rows.map(({ id }) => id));

/**
 * Makes the rows of a rollup that `scope` names what `fresh` says: as deleting and inserting them anew does, but only what differs is
 * written. After a webhook that is a handful of a day's thousands of rows. Answers the products, `product_id` or `other_id`, of the rows
 * written or deleted.
 */
export async function rewrite(tx: ShopTransaction, { table, key, figures, scope, fresh }: Rewriting): Promise<string[]> {
  const columns = [...key, ...figures];
  const products = columnsOf(key.filter((column) => column === "product_id" || column === "other_id"));
  return touched.parse(
    await tx.query(sql`
      with fresh as materialized (${fresh}),
      stored as materialized (
        select ${columnsOf(columns)}
        from   ${identifier(table)}
        where  shop_id = ${tx.shopId} and ${scope}
      ),
      gone as (
        delete from ${identifier(table)} as old
        where  shop_id = ${tx.shopId} and ${scope} and not exists (select from fresh where ${same(key, "fresh", "old")})
        returning ${columnsOf(key, "old")}
      ),
      written as (
        insert into ${identifier(table)} as old (shop_id, ${columnsOf(columns)})
        select   ${tx.shopId}, ${columnsOf(columns)}
        from     fresh
        where    not exists (
                   select
                   from   stored
                   where  ${same(key, "stored", "fresh")}
                   and    (${columnsOf(figures, "stored")}) is not distinct from (${columnsOf(figures, "fresh")})
                 )
        order by ${columnsOf(key)}
        on conflict (shop_id, ${columnsOf(key)}) do update
        set      ${join(figures.map((column) => sql`${identifier(column)} = ${identifier("excluded", column)}`))}
        returning ${columnsOf(key, "old")}
      )
      select distinct unnest(array[${products}]::bigint[]) as id
      from   (select * from gone union all select * from written) as changed`),
  );
}

function same(columns: readonly string[], one: string, other: string): Sql {
  return join(
    columns.map((column) => sql`${identifier(one, column)} = ${identifier(other, column)}`),
    " and ",
  );
}

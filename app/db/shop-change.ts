import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";

/** PostgreSQL's channel on which processes tell each other that something of a shop has changed: "<shop's id> <version>". */
export const CHANNEL = "tillwise";

const versionRow = z.tuple([z.object({ version: z.string() })]);

/**
 * Counts a change of what pages show, and tells every web process once the transaction is committed: never before it can be seen. To be the
 * transaction's last statement: it holds the shop's one row until the end, and whoever waits for something then makes others wait.
 */
export async function countChange(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`
    insert into shop_change as known (shop_id, changes, changed_at)
    values (${tx.shopId}, 1, clock_timestamp())
    on conflict (shop_id) do update
    set changes = known.changes + 1, changed_at = excluded.changed_at`);
  await tellChange(tx);
}

/** Tells of a change that the version shows by itself: a sync that began, moved on or ended. PostgreSQL drops what is said twice. */
export async function tellChange(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`select pg_notify(${CHANNEL}, concat(${tx.shopId}::text, ' ', ${versionOf(tx.shopId)}))`);
}

/**
 * The version of what the shop's pages show: a text that is another one after every change. A page reads it before its figures: then it may
 * look again once too often, and never once too seldom. Opens a transaction of its own.
 */
export async function changeVersion(shop: { readonly id: string }): Promise<string> {
  return withShop(shop.id, async (tx) => {
    const [{ version }] = versionRow.parse(await tx.query(sql`select ${versionOf(tx.shopId)} as version`));
    return version;
  });
}

function versionOf(shopId: string): Sql {
  return sql`
    concat_ws(
      '.',
      coalesce((select changes from shop_change where shop_id = ${shopId}), 0),
      (select concat(id, '.', status) from sync_run where shop_id = ${shopId} order by id desc limit 1)
    )`;
}

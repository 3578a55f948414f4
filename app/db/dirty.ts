import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/**
 * What a change of facts makes stale: local days "YYYY-MM-DD", and customers by id; `tags`: customers of whom only the tags are others;
 * `cohort`: what a refresh leaves to a later one, first days of months; `checkout`: local days on which checkouts or carts were begun or
 * completed that are others now.
 */
export type Dirt = {
  readonly day: readonly string[];
  readonly customer: readonly string[];
  readonly tags?: readonly string[];
  readonly cohort?: readonly string[];
  readonly checkout?: readonly string[];
};

/**
 * Notes, in the transaction that changes facts, what rollups must recompute: every day on which a sale was written, changed or removed, and
 * every customer, old and new, of an order that changed, or with other tags. A mark that stands already is written anew, and so locked
 * until the change is committed: without that a refresher could take it up too early, and the change would be lost.
 */
export async function markDirty(tx: ShopTransaction, { day, customer, tags = [], cohort = [], checkout = [] }: Dirt): Promise<void> {
  await tx.query(sql`
    insert into dirty (shop_id, kind, key)
    select   distinct ${tx.shopId}::bigint, mark.kind, mark.key
    from     (
               select 'day' as kind, unnest(${[...day]}::text[]) as key
               union all
               select 'customer', unnest(${[...customer]}::text[])
               union all
               select 'tags', unnest(${[...tags]}::text[])
               union all
               select 'cohort', unnest(${[...cohort]}::text[])
               union all
               select 'checkout', unnest(${[...checkout]}::text[])
             ) as mark
    order by 2, 3
    on conflict (shop_id, kind, key) do update
    set      created_at = excluded.created_at`);
}

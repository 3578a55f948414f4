import { markAllCheckoutDays } from "../db/checkout-days.ts";
import { raiseRollupsVersion } from "../db/rollups-version.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { ROLLUPS_VERSION } from "./version.ts";

/**
 * Marks every day, customer and cohort of the shop dirty, where its rollups are older than this code: those of the facts, and those that
 * only rollups still know. With the next refresh they are of the present version.
 */
export async function markAllWhereBehind(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('rollups', ${tx.shopId}))`);
  if (!(await raiseRollupsVersion(tx, ROLLUPS_VERSION))) return;
  await tx.query(sql`
    insert into dirty (shop_id, kind, key)
    select   ${tx.shopId}::bigint, kind, key
    from     (
               select distinct 'day' as kind, day::text as key from sale where shop_id = ${tx.shopId}
               union
               select 'day', day::text from order_place where shop_id = ${tx.shopId}
               union
               select 'day', day::text from daily_sales where shop_id = ${tx.shopId}
               union
               -- an order without a ledger belongs to the day on which it was processed
               select 'day', (processed_at at time zone (select time_zone from shop where id = ${tx.shopId}))::date::text
               from   orders
               where  shop_id = ${tx.shopId}
               union
               select 'cohort', cohort::text from customer_origin where shop_id = ${tx.shopId}
               union
               select 'customer', id::text from customer where shop_id = ${tx.shopId}
               union
               select 'customer', customer_id::text from orders where shop_id = ${tx.shopId} and customer_id is not null
               union
               select 'customer', customer_id::text from customer_stats where shop_id = ${tx.shopId}
             ) as mark
    order by kind, key
    on conflict (shop_id, kind, key) do update
    set      created_at = excluded.created_at`);
  await markAllCheckoutDays(tx);
}

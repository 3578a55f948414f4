import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/**
 * One row per day, currency and number of orders: how many customers ordered on that day last, and so often in all. Recomputes these days
 * from `customer_stats`, which has to be up to date. A day's customers are few, whatever the shop's size.
 */
export async function refreshCustomerRecency(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await tx.query(sql`delete from customer_recency where shop_id = ${tx.shopId} and last_order_on = any(${days}::date[])`);
  await tx.query(sql`
    insert into customer_recency (shop_id, last_order_on, currency, orders, customers)
    select   ${tx.shopId}, last_order_on, currency, orders, count(*)
    from     customer_stats
    where    shop_id = ${tx.shopId} and last_order_on = any(${days}::date[])
    group by last_order_on, currency, orders`);
}

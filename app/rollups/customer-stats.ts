import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/**
 * One row per customer with at least one order that counts: recomputes these customers from `order_place` and `daily_customer_sales`,
 * which have to be up to date.
 */
export async function refreshCustomerStats(tx: ShopTransaction, customers: readonly string[]): Promise<void> {
  await tx.query(sql`delete from customer_stats where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])`);
  await tx.query(sql`
    insert into customer_stats (
      shop_id, customer_id, orders, first_order_id, first_order_on, second_order_on, last_order_on, last_order_at, net, currency
    )
    with history as (
      select   customer_id, count(*) as orders, min(order_id) filter (where place = 1) as first_order_id,
               min(day) filter (where place = 1) as first_order_on, min(day) filter (where place = 2) as second_order_on,
               max(day) as last_order_on, max(placed_at) as last_order_at, (array_agg(currency order by place desc))[1] as currency
      from     order_place
      where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      group by customer_id
    ),
    earned as (
      select   customer_id, currency, sum(net) as net
      from     daily_customer_sales
      where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      group by customer_id, currency
    )
    select    ${tx.shopId}, history.customer_id, orders, first_order_id, first_order_on, second_order_on, last_order_on, last_order_at,
              coalesce(net, 0), history.currency
    from      history
    left join earned on earned.customer_id = history.customer_id and earned.currency = history.currency`);
}

import { z } from "zod";
import { net, orderValue } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const ids = z.array(z.object({ id: z.string() }));

/**
 * One row per customer, local day and currency on which the customer ordered or their net sales changed: recomputes the whole history of
 * these customers. Needs `order_place` to be up to date.
 */
export async function refreshDailyCustomerSales(tx: ShopTransaction, customers: readonly string[]): Promise<void> {
  await tx.query(sql`delete from daily_customer_sales where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])`);
  const orders = await tx.query(sql`select id from orders where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])`);
  await tx.query(sql`
    insert into daily_customer_sales (shop_id, customer_id, day, currency, orders, net, order_value)
    with earned as (
      select   orders.customer_id, sale.day, sale.currency, 0 as orders, ${net} as net, ${orderValue} as order_value
      from     orders
      join     sale on sale.shop_id = orders.shop_id and sale.order_id = orders.id
      where    orders.shop_id = ${tx.shopId} and orders.customer_id = any(${customers}::bigint[])
      and      sale.order_id = any(${ids.parse(orders).map(({ id }) => id)}::bigint[]) and sale.counted
      and      sale.line_type in ('PRODUCT', 'ADJUSTMENT')
      group by orders.customer_id, sale.day, sale.currency
    ),
    placed as (
      select   customer_id, day, currency, count(*) as orders, 0 as net, 0 as order_value
      from     order_place
      where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      group by customer_id, day, currency
    )
    select   ${tx.shopId}, customer_id, day, currency, sum(orders), sum(net), sum(order_value)
    from     (select * from earned union all select * from placed) as activity
    group by customer_id, day, currency`);
}

import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, instant, limit, money, range } from "./define-insight.ts";

/** Which customers who ordered in a range brought most net sales in it? With all of their orders ever. Their names are asked of Shopify. */
export const topCustomers = defineInsight({
  name: "top-customers",
  params: range.extend({ limit }),
  row: z.object({ customerId: z.string(), orders: count, netSales: money, ordersEver: count, lastOrderAt: instant }),
  sql: ({ shopId, from, to, limit: rows }) => sql`
    with best as (
      select   customer_id, sum(net)::bigint as net, sum(orders)::bigint as orders
      from     daily_customer_sales
      where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
      group by customer_id
      having   sum(orders) > 0
      order by net desc, customer_id
      limit    ${rows}
    )
    select   best.customer_id as "customerId", best.orders, best.net as "netSales", stats.orders as "ordersEver",
             stats.last_order_at as "lastOrderAt"
    from     best
    join     customer_stats stats on stats.shop_id = ${shopId} and stats.customer_id = best.customer_id
    order by best.net desc, best.customer_id`,
});

export type TopCustomer = Awaited<ReturnType<typeof topCustomers>>[number];

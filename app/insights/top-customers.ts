import { z } from "zod";
import { countDays } from "../lib/calendar.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, instant, limit, money, range } from "./define-insight.ts";

/** Which customers who ordered in a range brought most net sales in it? With all of their orders ever. Their names are asked of Shopify. */
export const topCustomers = defineInsight({
  name: "top-customers",
  params: range.extend({ limit }),
  row: z.object({ customerId: z.string(), orders: count, netSales: money, ordersEver: count, lastOrderAt: instant }),
  sql: ({ shopId, from, to, limit: rows }) => sql`
    ${countDays(from, to) > A_SHORT_WHILE ? amongPromising({ shopId, from, to, rows }) : amongAll({ shopId, from, to })},
    best as (
      select   *
      from     brought
      order by net desc, customer_id
      limit    ${rows}
    )
    select   best.customer_id as "customerId", best.orders, best.net as "netSales", stats.orders as "ordersEver",
             stats.last_order_at as "lastOrderAt"
    from     best
    join     customer_stats stats on stats.shop_id = ${shopId} and stats.customer_id = best.customer_id
    order by best.net desc, best.customer_id`,
});

/** Of so many days all customers are summed up: there are few of them. */
const A_SHORT_WHILE = 14;
/** The customers who gained most ever are looked at first, so many: the best of a range are among them, or near. */
const FIRST = 300;

function amongAll({ shopId, from, to }: Asked): Sql {
  return sql`with brought as (${broughtBy({ shopId, from, to }, sql`true`)})`;
}

/**
 * Nobody brings more in a range than they ever gained. So those who gained most tell how much it takes at least to be among the best, and
 * who never gained that much need not be looked at.
 */
function amongPromising({ shopId, from, to, rows }: Asked & { readonly rows: number }): Sql {
  return sql`
    with promising as (
      ${broughtBy(
        { shopId, from, to },
        sql`
        customer_id = any(array(
          select customer_id from customer_stats where shop_id = ${shopId} order by gained desc, customer_id desc limit ${FIRST}
        ))`,
      )}
    ),
    least as (
      select net from promising order by net desc offset ${rows - 1} limit 1
    ),
    brought as (
      ${broughtBy(
        { shopId, from, to },
        sql`
        customer_id = any(array(
          select customer_id from customer_stats where shop_id = ${shopId} and gained >= coalesce((select net from least), 0)
        ))`,
      )}
    )`;
}

type Asked = { readonly shopId: string; readonly from: string; readonly to: string };

function broughtBy({ shopId, from, to }: Asked, some: Sql): Sql {
  return sql`
    select   customer_id, sum_whole(net) as net, sum_whole(orders) as orders
    from     daily_customer_sales
    where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and ${some}
    group by customer_id
    having   sum_whole(orders) > 0`;
}

export type TopCustomer = Awaited<ReturnType<typeof topCustomers>>[number];

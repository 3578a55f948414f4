import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, money } from "../define-insight.ts";

/**
 * What did guests, who order without a customer record, bring on these days? Always one row. Their sales are what is left of the shop's
 * when those of its customers are taken off: both are sums of the same ledger.
 */
export const guestSales = defineInsight({
  name: "guest-sales",
  params: z.object({ from: day, to: day }),
  row: z.object({ orders: count, netSales: money, averageOrderValue: money.nullable() }),
  sql: ({ shopId, from, to }) => sql`
    with everybody as (
      select coalesce(sum(guest_orders), 0) as orders, coalesce(sum(gross - discounts - returns), 0) as net,
             coalesce(sum(order_value), 0) as order_value
      from   daily_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    ),
    customers as (
      select coalesce(sum(net), 0) as net, coalesce(sum(order_value), 0) as order_value
      from   daily_customer_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    )
    select     everybody.orders, (everybody.net - customers.net)::text as "netSales",
               round((everybody.order_value - customers.order_value) / nullif(everybody.orders, 0))::text as "averageOrderValue"
    from       everybody
    cross join customers`,
});

export type GuestSales = Awaited<ReturnType<typeof guestSales>>[number];

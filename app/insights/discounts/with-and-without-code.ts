import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "../define-insight.ts";

/**
 * How do orders with a discount code compare with those without? Always two rows, with first; each order stands in one of them, so that
 * both together are the ladder's. Figures as in sales-by-code; `averageOrderValue` as the ladder has it.
 */
export const withAndWithoutCode = defineInsight({
  name: "with-and-without-code",
  params: range,
  row: z.object({
    withCode: z.boolean(),
    orders: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    averageOrderValue: money.nullable(),
    averageDiscount: money.nullable(),
    discountRate: z.coerce.number().nullable(),
    firstOrders: count,
  }),
  sql: ({ shopId, from, to }) => sql`
    with everything as (
      select coalesce(sum(orders), 0) as orders, coalesce(sum(gross), 0) as gross, coalesce(sum(discounts), 0) as discounts,
             coalesce(sum(returns), 0) as returns, coalesce(sum(order_value), 0) as order_value, coalesce(sum(first_orders), 0) as first_orders
      from   daily_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    ),
    without as (
      select coalesce(sum(orders), 0) as orders, coalesce(sum(gross), 0) as gross, coalesce(sum(discounts), 0) as discounts,
             coalesce(sum(returns), 0) as returns, coalesce(sum(order_value), 0) as order_value, coalesce(sum(first_orders), 0) as first_orders
      from   daily_breakdown
      where  shop_id = ${shopId} and dimension = 'code' and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and value = ''
    ),
    parts as (
      select true as with_code, everything.orders - without.orders as orders, everything.gross - without.gross as gross,
             everything.discounts - without.discounts as discounts, everything.returns - without.returns as returns,
             everything.order_value - without.order_value as order_value, everything.first_orders - without.first_orders as first_orders
      from   everything, without
      union all
      select false, * from without
    )
    select   with_code as "withCode", orders, gross::bigint as "grossSales", discounts::bigint, returns::bigint,
             (gross - discounts - returns)::bigint as "netSales", round(order_value / nullif(orders, 0))::bigint as "averageOrderValue",
             round(discounts / nullif(orders, 0))::bigint as "averageDiscount", round(discounts / nullif(gross, 0), 6) as "discountRate",
             first_orders as "firstOrders"
    from     parts
    order by with_code desc`,
});

export type CodeUse = Awaited<ReturnType<typeof withAndWithoutCode>>[number];

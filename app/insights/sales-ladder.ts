import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "./define-insight.ts";

/**
 * What was sold in a range, from gross to total, with orders, units and the average order value (docs/metrics.md)? Always one row.
 * Returns and discounts are positive sums to be taken off. `averageOrderValue` is `orderValue` ÷ `orders`, rounded to the minor unit (half
 * away from zero), null without an order. Sales in `otherCurrencies` than the shop's are in none of the sums.
 */
export const salesLadder = defineInsight({
  name: "sales-ladder",
  params: range,
  row: z.object({
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    shipping: money,
    duties: money,
    fees: money,
    taxes: money,
    totalSales: money,
    tips: money,
    giftCards: money,
    unitsSold: count,
    unitsReturned: count,
    orders: count,
    orderValue: money,
    averageOrderValue: money.nullable(),
    otherCurrencies: z.array(z.string()),
  }),
  sql: ({ shopId, from, to }) => sql`
    with sums as (
      select coalesce(sum(gross), 0)::bigint as gross, coalesce(sum(discounts), 0)::bigint as discounts,
             coalesce(sum(returns), 0)::bigint as returns, coalesce(sum(shipping), 0)::bigint as shipping,
             coalesce(sum(duties), 0)::bigint as duties, coalesce(sum(fees), 0)::bigint as fees,
             coalesce(sum(taxes), 0)::bigint as taxes, coalesce(sum(tips), 0)::bigint as tips,
             coalesce(sum(gift_cards), 0)::bigint as gift_cards, coalesce(sum(units_sold), 0)::bigint as units_sold,
             coalesce(sum(units_returned), 0)::bigint as units_returned, coalesce(sum(orders), 0)::bigint as orders,
             coalesce(sum(order_value), 0)::bigint as order_value
      from   daily_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    )
    select gross as "grossSales", discounts, returns, gross - discounts - returns as "netSales", shipping, duties, fees, taxes,
           gross - discounts - returns + shipping + duties + fees + taxes as "totalSales", tips, gift_cards as "giftCards",
           units_sold as "unitsSold", units_returned as "unitsReturned", orders, order_value as "orderValue",
           round(order_value::numeric / nullif(orders, 0))::bigint as "averageOrderValue",
           array(
             select distinct currency
             from   daily_sales
             where  shop_id = ${shopId} and day between ${from} and ${to} and currency <> ${currencyOf(shopId)}
             order  by currency
           ) as "otherCurrencies"
    from   sums`,
});

export type SalesLadder = Awaited<ReturnType<typeof salesLadder>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "../define-insight.ts";

/**
 * How did one product sell in a range, and to whom? Always one row. `orders` are those placed in it with the product: `firstOrders` the
 * first ever of their customers, so as many new customers; `laterOrders` of customers who had ordered before; `guestOrders` of neither.
 * `returnRate` is null where nothing was sold.
 */
export const productFigures = defineInsight({
  name: "product-figures",
  params: range.extend({ productId: z.string().regex(/^-?\d+$/) }),
  row: z.object({
    units: count,
    unitsReturned: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    returnRate: z.number().nullable(),
    orders: count,
    firstOrders: count,
    laterOrders: count,
    guestOrders: count,
  }),
  sql: ({ shopId, productId, from, to }) => sql`
    select coalesce(sum(units_sold), 0)::bigint as units, coalesce(sum(units_returned), 0)::bigint as "unitsReturned",
           coalesce(sum(gross), 0)::bigint as "grossSales", coalesce(sum(discounts), 0)::bigint as discounts,
           coalesce(sum(returns), 0)::bigint as returns, coalesce(sum(gross - discounts - returns), 0)::bigint as "netSales",
           sum(returns)::float8 / nullif(sum(gross - discounts), 0)::float8 as "returnRate", coalesce(sum(orders), 0)::bigint as orders,
           coalesce(sum(first_orders), 0)::bigint as "firstOrders", coalesce(sum(later_orders), 0)::bigint as "laterOrders",
           coalesce(sum(orders - first_orders - later_orders), 0)::bigint as "guestOrders"
    from   daily_product_sales
    where  shop_id = ${shopId} and product_id = ${productId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}`,
});

export type ProductFigures = Awaited<ReturnType<typeof productFigures>>[number];

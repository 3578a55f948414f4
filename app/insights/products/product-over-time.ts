import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { bucketStart, overTime } from "../bucket-start.ts";
import { count, currencyOf, day, defineInsight, money } from "../define-insight.ts";

/**
 * How did one product sell over a range? One row per day, week or month of it, in order, those without a sale included; the
 * first and the last week or month count the days of the range alone, and `start` lies within it.
 */
export const productOverTime = defineInsight({
  name: "product-over-time",
  params: overTime.extend({ productId: z.string().regex(/^-?\d+$/) }),
  row: z.object({ start: day, netSales: money, units: count, unitsReturned: count, orders: count }),
  sql: ({ shopId, productId, ...asked }) => sql`
    with calendar as (
      select generate_series(${asked.from}::date, ${asked.to}::date, interval '1 day')::date as day
    ),
    sold as (
      select *
      from   daily_product_sales
      where  shop_id = ${shopId} and product_id = ${productId} and day between ${asked.from} and ${asked.to}
      and    currency = ${currencyOf(shopId)}
    )
    select    ${bucketStart(sql`calendar.day`, asked)} as start, coalesce(sum(gross - discounts - returns), 0)::bigint as "netSales",
              coalesce(sum(units_sold), 0)::bigint as units, coalesce(sum(units_returned), 0)::bigint as "unitsReturned",
              coalesce(sum(orders), 0)::bigint as orders
    from      calendar
    left join sold on sold.day = calendar.day
    group by  1
    order by  1`,
});

export type ProductPoint = Awaited<ReturnType<typeof productOverTime>>[number];

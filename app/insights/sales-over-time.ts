import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { bucketStart, overTime } from "./bucket-start.ts";
import { count, currencyOf, day, defineInsight, money } from "./define-insight.ts";

/**
 * How did sales go over a range? One row per day, week or month of it, in order, those without a sale included; the first and
 * the last week or month count the days of the range alone, and `start` lies within it.
 */
export const salesOverTime = defineInsight({
  name: "sales-over-time",
  params: overTime,
  row: z.object({ start: day, grossSales: money, netSales: money, totalSales: money, orders: count }),
  sql: ({ shopId, ...asked }) => sql`
    with calendar as (
      select generate_series(${asked.from}::date, ${asked.to}::date, interval '1 day')::date as day
    ),
    sold as (
      select *
      from   daily_sales
      where  shop_id = ${shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(shopId)}
    )
    select    ${bucketStart(sql`calendar.day`, asked)} as start,
              coalesce(sum(gross), 0)::bigint as "grossSales",
              coalesce(sum(gross - discounts - returns), 0)::bigint as "netSales",
              coalesce(sum(gross - discounts - returns + shipping + duties + fees + taxes), 0)::bigint as "totalSales",
              coalesce(sum(orders), 0)::bigint as orders
    from      calendar
    left join sold on sold.day = calendar.day
    group by  1
    order by  1`,
});

export type SalesPoint = Awaited<ReturnType<typeof salesOverTime>>[number];

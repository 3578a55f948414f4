import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "../define-insight.ts";

/**
 * At which hours of the week does the shop sell? One row per weekday (1 Monday to 7 Sunday) and hour of the shop's clock, always 168, in
 * order; `days`: how often the weekday comes in the range. What was sold in an hour that the clock shows twice stands under that hour; the
 * one that it skips has nothing on that day.
 */
export const salesByWeekdayAndHour = defineInsight({
  name: "sales-by-weekday-and-hour",
  params: range,
  row: z.object({ weekday: count, hour: count, days: count, orders: count, netSales: money, totalSales: money }),
  sql: ({ shopId, from, to }) => sql`
    with weekdays as (
      select   extract(isodow from day)::integer as weekday, count(*) as days
      from     generate_series(${from}::date, ${to}::date, interval '1 day') as day
      group by 1
    ),
    sums as (
      select   extract(isodow from day)::integer as weekday, value::integer as hour, sum(orders) as orders, sum(net) as net, sum(total) as total
      from     daily_breakdown
      where    shop_id = ${shopId} and dimension = 'hour' and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
      group by 1, 2
    )
    select     weekday, hour, coalesce(days, 0) as days, coalesce(orders, 0) as orders, coalesce(net, 0)::bigint as "netSales",
               coalesce(total, 0)::bigint as "totalSales"
    from       generate_series(1, 7) weekday
    cross join generate_series(0, 23) hour
    left join  weekdays using (weekday)
    left join  sums using (weekday, hour)
    order by   weekday, hour`,
});

export type WeekHour = Awaited<ReturnType<typeof salesByWeekdayAndHour>>[number];

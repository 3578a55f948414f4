import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, day, defineInsight, instant, money } from "./define-insight.ts";

const traded = sql`(line_type = 'ADJUSTMENT' or line_type = 'PRODUCT' and action in ('ORDER', 'UPDATE', 'RETURN'))`;
const charged = sql`(${traded} or line_type in ('SHIPPING', 'DUTY', 'FEE', 'ADDITIONAL_FEE'))`;

/**
 * How did one day go? One row per hour of that day in the shop's zone, in order: 23 where the clocks go forward, 25 where they go back (the
 * hour that comes twice stands twice). `start` is an instant: an hour begins where the clock shows a full one, so where the clocks move by
 * half an hour one is longer.
 */
export const salesByHour = defineInsight({
  name: "sales-by-hour",
  params: z.object({ day }),
  row: z.object({ start: instant, netSales: money, totalSales: money, orders: count }),
  sql: ({ shopId, day: on }) => sql`
    with bounds as (
      select ${on}::date::timestamp at time zone time_zone as midnight, (${on}::date + 1)::timestamp at time zone time_zone as next_midnight
      from   shop
      where  id = ${shopId}
    ),
    quarters as (
      select generate_series(midnight, next_midnight - interval '15 minutes', interval '15 minutes') as start
      from   bounds
    ),
    hours as (
      select start, row_number() over (order by start) as number
      from   quarters, shop
      where  id = ${shopId} and extract(minute from start at time zone time_zone) = 0
    ),
    clock as (
      select array_agg(start order by start) as starts from hours
    ),
    sold as (
      select   width_bucket(happened_at, starts) as number,
               coalesce(sum(total - tax) filter (where ${traded}), 0) as net,
               coalesce(sum(total - tax) filter (where ${charged}), 0) + coalesce(sum(tax) filter (where line_type <> 'GIFT_CARD'), 0) as total
      from     sale, clock
      where    shop_id = ${shopId} and day = ${on} and currency = ${currencyOf(shopId)} and counted
      group by 1
    ),
    placed as (
      select   width_bucket(placed_at, starts) as number, count(*) as orders
      from     order_place, clock
      where    shop_id = ${shopId} and day = ${on} and currency = ${currencyOf(shopId)}
      group by 1
    )
    select    hours.start, coalesce(sold.net, 0)::bigint as "netSales", coalesce(sold.total, 0)::bigint as "totalSales",
              coalesce(placed.orders, 0) as orders
    from      hours
    left join sold on sold.number = hours.number
    left join placed on placed.number = hours.number
    order by  hours.start`,
});

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { bucketStart, overTime } from "../bucket-start.ts";
import { count, currencyOf, day, defineInsight, money } from "../define-insight.ts";

/**
 * How much of net sales comes of first orders, of later ones, and of guests? One row per day, week or month of the range, in order, those
 * without a sale included; or one row of the whole range. The three add up to net sales. A return counts on its own day, under the kind of
 * the order that it belongs to.
 */
export const salesByKind = defineInsight({
  name: "sales-by-kind",
  params: overTime.extend({ granularity: z.enum(["day", "week", "month", "whole"]) }),
  row: z.object({
    start: day,
    netSales: money,
    firstSales: money,
    laterSales: money,
    guestSales: money,
    firstOrders: count,
    laterOrders: count,
    guestOrders: count,
  }),
  sql: ({ shopId, ...asked }) => sql`
    with calendar as (
      select each::date as day
      from   generate_series(${asked.from}::date, ${asked.to}::date, interval '1 day') each
    ),
    sold as (
      select *
      from   daily_sales
      where  shop_id = ${shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(shopId)}
    )
    select    ${bucketStart(sql`calendar.day`, asked)} as start, coalesce(sum(gross - discounts - returns), 0)::bigint as "netSales",
              coalesce(sum(first_net), 0)::bigint as "firstSales", coalesce(sum(later_net), 0)::bigint as "laterSales",
              coalesce(sum(guest_net), 0)::bigint as "guestSales", coalesce(sum(first_orders), 0)::bigint as "firstOrders",
              coalesce(sum(later_orders), 0)::bigint as "laterOrders", coalesce(sum(guest_orders), 0)::bigint as "guestOrders"
    from      calendar
    left join sold on sold.day = calendar.day
    group by  1
    order by  1`,
});

export type SalesByKind = Awaited<ReturnType<typeof salesByKind>>[number];

import { z } from "zod";
import type { WeekStart } from "../lib/calendar.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { count, currencyOf, day, defineInsight, money, range } from "./define-insight.ts";

/**
 * How did sales go over a range? One row per day, week or month of it, in order, those without a sale included; the first and
 * the last week or month count the days of the range alone, and `start` lies within it.
 */
export const salesOverTime = defineInsight({
  name: "sales-over-time",
  params: range.extend({ granularity: z.enum(["day", "week", "month"]), weekStart: z.enum(["monday", "sunday"]).default("monday") }),
  row: z.object({ start: day, grossSales: money, netSales: money, totalSales: money, orders: count }),
  sql: ({ shopId, from, to, granularity, weekStart }) => sql`
    with calendar as (
      select generate_series(${from}::date, ${to}::date, interval '1 day')::date as day
    ),
    sold as (
      select *
      from   daily_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    )
    select    greatest(${startOf(granularity, weekStart)}, ${from}::date) as start,
              coalesce(sum(gross), 0)::bigint as "grossSales",
              coalesce(sum(gross - discounts - returns), 0)::bigint as "netSales",
              coalesce(sum(gross - discounts - returns + shipping + duties + fees + taxes), 0)::bigint as "totalSales",
              coalesce(sum(orders), 0)::bigint as orders
    from      calendar
    left join sold on sold.day = calendar.day
    group by  1
    order by  1`,
});

/** The first day of the calendar's day, week or month; PostgreSQL's weeks begin on Monday. */
function startOf(granularity: "day" | "week" | "month", weekStart: WeekStart): Sql {
  if (granularity !== "week" || weekStart === "monday") return sql`date_trunc(${granularity}::text, calendar.day::timestamp)::date`;
  return sql`date_trunc('week', calendar.day::timestamp + interval '1 day')::date - 1`;
}

export type SalesPoint = Awaited<ReturnType<typeof salesOverTime>>[number];

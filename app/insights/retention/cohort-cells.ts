import { z } from "zod";
import { type Sql, sql } from "../../lib/sql.ts";
import { currencyOf, day } from "../define-insight.ts";

/** What cohorts can be narrowed to; "all" is everybody. */
export const dimensions = ["all", "product", "channel", "code", "tag"] as const;
export type Dimension = (typeof dimensions)[number];

/**
 * Which cohorts: those of months from `from` to `to` (first days of months), of the customers with `value` in `dimension`. `today`: the
 * month that it lies in is the last one, and not over.
 */
export const cohortParams = z.object({ dimension: z.enum(dimensions), value: z.string(), from: day, to: day, today: day });

/**
 * The cells of the cohorts, as the body of a common table: one per cohort and month since (0 is the cohort's own), up to the month of
 * today, those in which nobody ordered included. `customers` ordered in the month; `orders` and `net` are sums up to its end.
 */
export function cohortCells({ shopId, dimension, value, from, to, today }: z.output<typeof cohortParams> & { shopId: string }): Sql {
  const some = sql`shop_id = ${shopId} and dimension = ${dimension} and value = ${value} and cohort between ${from} and ${to}`;
  return sql`
    select    calendar.cohort, calendar.size, calendar.month,
              ((extract(year from calendar.month) - extract(year from calendar.cohort)) * 12
               + extract(month from calendar.month) - extract(month from calendar.cohort))::integer as since,
              calendar.month < date_trunc('month', ${today}::timestamp)::date as over,
              coalesce(traded.customers, 0) as customers,
              coalesce(sum(traded.orders) over so_far, 0)::bigint as orders,
              coalesce(sum(traded.net) over so_far, 0)::bigint as net
    from      (
                select cohort, customers as size,
                       generate_series(cohort, date_trunc('month', ${today}::timestamp), interval '1 month')::date as month
                from   cohort_size
                where  ${some}
              ) as calendar
    left join (select * from cohort_month where ${some} and currency = ${currencyOf(shopId)}) as traded
              on traded.cohort = calendar.cohort and traded.month = calendar.month
    window    so_far as (partition by calendar.cohort order by calendar.month)`;
}

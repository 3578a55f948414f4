import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { bucketStart, overTime } from "../bucket-start.ts";
import { count, currencyOf, day, defineInsight, money } from "../define-insight.ts";
import { openCarts, openCheckouts } from "./not-yet.ts";

/**
 * How did leaving go over a range? One row per day, week or month of it, in order, by when checkouts and carts were begun; the
 * first and the last week or month count the days of the range alone. Figures as in abandonment-totals.
 */
export const abandonmentOverTime = defineInsight({
  name: "abandonment-over-time",
  params: overTime.extend({ at: z.iso.datetime() }),
  row: z.object({
    start: day,
    abandoned: count,
    lostValue: money,
    recovered: count,
    recoveredValue: money,
    completed: count,
    rate: z.coerce.number().nullable(),
    cartsLeft: count,
    cartsValue: money,
  }),
  sql: (asked) => sql`
    with days as (
      select day, abandoned, value, recovered, recovered_value, completed, carts_left, carts_value
      from   daily_abandonment
      where  shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(asked.shopId)}
      union all
      select day, -1, -total, 0, 0, 0, 0, 0 from (${openCheckouts(asked)}) open
      union all
      select day, 0, 0, 0, 0, 0, -1, -total from (${openCarts(asked)}) open
    ),
    calendar as (
      select generate_series(${asked.from}::date, ${asked.to}::date, interval '1 day')::date as day
    ),
    periods as (
      select    ${bucketStart(sql`calendar.day`, asked)} as start,
                coalesce(sum(abandoned), 0) as abandoned, coalesce(sum(value - recovered_value), 0) as lost, coalesce(sum(recovered), 0) as recovered,
                coalesce(sum(recovered_value), 0) as recovered_value, coalesce(sum(completed), 0) as completed,
                coalesce(sum(carts_left), 0) as carts_left, coalesce(sum(carts_value), 0) as carts_value
      from      calendar
      left join days on days.day = calendar.day
      group by  1
    )
    select   start, abandoned, lost::bigint as "lostValue", recovered, recovered_value::bigint as "recoveredValue", completed,
             round(abandoned / nullif(abandoned + completed, 0), 6) as rate, carts_left as "cartsLeft", carts_value::bigint as "cartsValue"
    from     periods
    order by start`,
});

export type AbandonmentPoint = Awaited<ReturnType<typeof abandonmentOverTime>>[number];

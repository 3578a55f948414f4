import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, range } from "../define-insight.ts";

/**
 * How long do customers take to come back? Of those whose first order ever fell into the range: one row per span of days between the first
 * and the second order, both ends included, the last without an end, those that nobody is in included. 0 is the same day.
 */
export const secondOrderGaps = defineInsight({
  name: "second-order-gaps",
  params: range,
  row: z.object({ from: count, to: count.nullable(), customers: count }),
  sql: ({ shopId, from, to }) => sql`
    with span (first_day, last_day) as (
      values (0, 0), (1, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, 180), (181, 365), (366, null)
    ),
    gap as (
      select   second_order_on - first_order_on as days, count(*) as customers
      from     customer_stats
      where    shop_id = ${shopId} and first_order_on between ${from} and ${to} and second_order_on is not null
      group by 1
    )
    select    first_day as from, last_day as to, coalesce(sum(customers), 0)::bigint as customers
    from      span
    left join gap on gap.days between first_day and coalesce(last_day, gap.days)
    group by  first_day, last_day
    order by  first_day`,
});

export type SecondOrderGap = Awaited<ReturnType<typeof secondOrderGaps>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight, range } from "../define-insight.ts";

/**
 * How many customers come back, and how soon? Of those whose first order ever fell into the range. One row per `within` 30, 60, 90, 180 and
 * 365 days: `customers` had that long (the last of those days is before today), `cameBack` of them ordered again by then; and one row with
 * `within` null: of all, by today. `share` is null without customers. `medianDays` stands in that last row alone: days between the first
 * and the second order of those who came back, the mean of the two in the middle where their number is even; null where nobody did.
 */
export const secondOrderShares = defineInsight({
  name: "second-order-shares",
  params: range.extend({ today: day }),
  row: z.object({
    within: count.nullable(),
    customers: count,
    cameBack: count,
    share: z.number().nullable(),
    medianDays: z.number().nullable(),
  }),
  sql: ({ shopId, from, to, today }) => sql`
    with within (place, days) as (values (1, 30), (2, 60), (3, 90), (4, 180), (5, 365), (0, null)),
    -- by gap, and by how many of those spans are over: a few thousand rows of any number of customers
    history as (
      select   second_order_on - first_order_on as days,
               case
                 when first_order_on < ${today}::date - 365 then 5
                 when first_order_on < ${today}::date - 180 then 4
                 when first_order_on < ${today}::date - 90 then 3
                 when first_order_on < ${today}::date - 60 then 2
                 when first_order_on < ${today}::date - 30 then 1
                 else 0
               end as had,
               count(*) as customers
      from     customer_stats
      where    shop_id = ${shopId} and first_order_on between ${from} and ${to}
      group by 1, 2
    ),
    shares as (
      select    within.days as within, coalesce(sum(customers), 0)::bigint as customers,
                coalesce(sum(customers) filter (where history.days <= coalesce(within.days, history.days)), 0)::bigint as came_back
      from      within
      left join history on history.had >= within.place
      group by  within.days
    ),
    -- customers stand by gap; how many stand before and up to each tells whose gap is in the middle
    ranked as (
      select days, (sum(sum(customers)) over (order by days))::bigint as up_to, (sum(sum(customers)) over ())::bigint as total
      from   history
      where  days is not null
      group  by days
    ),
    median as (
      select avg(days)::float8 as days
      from   (
               select (select min(days) from ranked where up_to >= (total + 1) / 2) as days
               from   (select distinct total from ranked) as lower
               union all
               select (select min(days) from ranked where up_to >= total / 2 + 1)
               from   (select distinct total from ranked) as upper
             ) as middle
    )
    select   within, customers, came_back as "cameBack", came_back::float8 / nullif(customers, 0) as share,
             case when within is null then (select days from median) end as "medianDays"
    from     shares
    order by within`,
});

export type SecondOrderShare = Awaited<ReturnType<typeof secondOrderShares>>[number];

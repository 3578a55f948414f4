import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { currencyOf, day, defineInsight, money } from "../define-insight.ts";

/**
 * What has a customer brought by when? One row per day, week (from Monday) or month from their first to `to`, with what it brought and what
 * they had brought by its end.
 */
export const customerValueOverTime = defineInsight({
  name: "customer-value-over-time",
  params: z.object({ customerId: z.string().regex(/^-?[1-9]\d{0,17}$/), to: day, granularity: z.enum(["day", "week", "month"]) }),
  row: z.object({ start: day, netSales: money, valueToDate: money }),
  sql: ({ shopId, customerId, to, granularity }) => sql`
    with earned as (
      select   date_trunc(${granularity}, day)::date as start, sum(net) as net
      from     daily_customer_sales
      where    shop_id = ${shopId} and customer_id = ${customerId} and day <= ${to} and currency = ${currencyOf(shopId)}
      group by 1
    ),
    points as (
      select generate_series(min(start), date_trunc(${granularity}, ${to}::date), ${`1 ${granularity}`}::interval)::date as start
      from   earned
    )
    select    points.start, coalesce(net, 0)::text as "netSales",
              coalesce(sum(net) over (order by points.start), 0)::text as "valueToDate"
    from      points
    left join earned on earned.start = points.start
    order by  points.start`,
});

export type ValuePoint = Awaited<ReturnType<typeof customerValueOverTime>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { defineInsight } from "../define-insight.ts";

/**
 * How many days usually lie between two orders of a customer? Always one row; null with fewer than two orders. Days are the shop's: two
 * orders on one day lie 0 days apart, and a day of 23 or 25 hours is one day.
 */
export const customerRhythm = defineInsight({
  name: "customer-rhythm",
  params: z.object({ customerId: z.string().regex(/^-?[1-9]\d{0,17}$/) }),
  row: z.object({ medianDays: z.number().nullable(), meanDays: z.number().nullable() }),
  sql: ({ shopId, customerId }) => sql`
    with gaps as (
      select day - lag(day) over (order by placed_at, order_id) as days
      from   order_place
      where  shop_id = ${shopId} and customer_id = ${customerId}
    )
    select percentile_cont(0.5) within group (order by days) as "medianDays", avg(days)::float8 as "meanDays"
    from   gaps`,
});

export type CustomerRhythm = Awaited<ReturnType<typeof customerRhythm>>[number];

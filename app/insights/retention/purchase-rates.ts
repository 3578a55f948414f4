import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { bucketStart, overTime } from "../bucket-start.ts";
import { count, currencyOf, day, defineInsight } from "../define-insight.ts";

/**
 * Who ordered in each day, week or month of a range? One row each, in order, those without an order included. The columns are those of
 * customer-kinds, each row a range of its own: who ordered in two of them is a customer of both.
 */
export const purchaseRates = defineInsight({
  name: "purchase-rates",
  params: overTime,
  row: z.object({
    start: day,
    customers: count,
    newCustomers: count,
    returningCustomers: count,
    repeatCustomers: count,
    returningCustomerRate: z.number().nullable(),
    repeatPurchaseRate: z.number().nullable(),
  }),
  sql: ({ shopId, ...asked }) => sql`
    with bucket as (
      select distinct ${bucketStart(sql`each::date`, asked)} as start
      from   generate_series(${asked.from}::date, ${asked.to}::date, interval '1 day') each
    ),
    placed as (
      select ${bucketStart(sql`day`, asked)} as start, place, previous_on, before_previous_on, next_on
      from   order_place
      where  shop_id = ${shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(shopId)} and customer_id is not null
    ),
    -- a customer is counted by the first of their orders in it, one who came back in it by the second
    people as (
      select   start,
               count(*) filter (where previous_on is null or previous_on < start) as customers,
               count(*) filter (where place = 1) as new_customers,
               count(*) filter (
                 where (previous_on is null or previous_on < start) and (place > 1 or next_on is not null)
               ) as returning_customers,
               count(*) filter (
                 where previous_on >= start and (before_previous_on is null or before_previous_on < start)
               ) as repeat_customers
      from     placed
      group by start
    )
    select    bucket.start, coalesce(customers, 0) as customers, coalesce(new_customers, 0) as "newCustomers",
              coalesce(returning_customers, 0) as "returningCustomers", coalesce(repeat_customers, 0) as "repeatCustomers",
              returning_customers::float8 / nullif(customers, 0) as "returningCustomerRate",
              repeat_customers::float8 / nullif(customers, 0) as "repeatPurchaseRate"
    from      bucket
    left join people on people.start = bucket.start
    order by  bucket.start`,
});

export type PurchaseRates = Awaited<ReturnType<typeof purchaseRates>>[number];

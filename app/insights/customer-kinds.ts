import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, range } from "./define-insight.ts";

/**
 * Who ordered in a range? Always one row. Of orders: first of their customer, later ones, and guests', who are customers of no kind. Of
 * customers: all who ordered; `newCustomers`, whose first order ever fell into the range; `returningCustomers`, who have more than one order
 * ever (Shopify's meaning); `repeatCustomers`, with two or more inside the range. The rates are shares of `customers`, null without any.
 */
export const customerKinds = defineInsight({
  name: "customer-kinds",
  params: range,
  row: z.object({
    firstOrders: count,
    laterOrders: count,
    guestOrders: count,
    customers: count,
    newCustomers: count,
    returningCustomers: count,
    repeatCustomers: count,
    returningCustomerRate: z.number().nullable(),
    repeatPurchaseRate: z.number().nullable(),
  }),
  sql: ({ shopId, from, to }) => sql`
    with kinds as (
      select coalesce(sum(first_orders), 0)::bigint as "firstOrders", coalesce(sum(later_orders), 0)::bigint as "laterOrders",
             coalesce(sum(guest_orders), 0)::bigint as "guestOrders"
      from   daily_sales
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
    ),
    -- a customer is counted by the first of their orders in the range, one who came back in it by the second
    people as (
      select count(*) filter (where previous_on is null or previous_on < ${from}) as customers,
             count(*) filter (where place = 1) as "newCustomers",
             count(*) filter (
               where (previous_on is null or previous_on < ${from}) and (place > 1 or next_on is not null)
             ) as "returningCustomers",
             count(*) filter (
               where previous_on >= ${from} and (before_previous_on is null or before_previous_on < ${from})
             ) as "repeatCustomers"
      from   order_place
      where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and customer_id is not null
    )
    select *,
           "returningCustomers"::float8 / nullif(customers, 0) as "returningCustomerRate",
           "repeatCustomers"::float8 / nullif(customers, 0) as "repeatPurchaseRate"
    from   kinds, people`,
});

export type CustomerKinds = Awaited<ReturnType<typeof customerKinds>>[number];

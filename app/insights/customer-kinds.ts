import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, range } from "./define-insight.ts";

/**
 * Who ordered in a range? Always one row. Of orders: first of their customer, later ones, and guests', who are customers of no kind. Of
 * customers: all who ordered; `newCustomers`, whose first order ever fell into the range; `returningCustomers`, who have more than one
 * order ever (Shopify's meaning); `repeatCustomers`, with two or more inside the range. The rates are shares of `customers`, null without
 * any.
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
    -- orders from here on are counted one by one: those of the last month where it goes on after the range, else none
    rest as materialized (
      select case when exists (
               select from order_place where shop_id = ${shopId} and day > ${to} and day < (date_trunc('month', ${to}::timestamp) + interval '1 month')::date
             ) then date_trunc('month', ${to}::timestamp)::date else ${to}::date + 1 end as since
    ),
    -- orders of the range whose customer had ordered in it once before, and twice
    comebacks as (
      select coalesce(sum(after_one), 0)::bigint as after_one, coalesce(sum(after_two), 0)::bigint as after_two
      from   (
               select after_one, after_two
               from   monthly_comeback
               where  shop_id = ${shopId} and month >= date_trunc('month', ${from}::timestamp)::date and month < (select since from rest)
                      and currency = ${currencyOf(shopId)} and since >= ${from}
               union all
               select count(*) filter (where previous_on >= ${from}), count(*) filter (where before_previous_on >= ${from})
               from   order_place
               where  shop_id = ${shopId} and day >= (select since from rest) and day between ${from} and ${to}
                      and currency = ${currencyOf(shopId)} and customer_id is not null
             ) as earlier
    ),
    -- customers whose first order was in the range and who have no other
    once as (
      select coalesce(sum(customers), 0)::bigint as customers
      from   customer_recency
      where  shop_id = ${shopId} and last_order_on between ${from} and ${to} and currency = ${currencyOf(shopId)} and orders = 1
    ),
    -- of a customer's orders in the range all but the first come after another in it, all but the first two after two
    people as (
      select "firstOrders" + "laterOrders" - after_one as customers, "firstOrders" as "newCustomers",
             "firstOrders" + "laterOrders" - after_one - once.customers as "returningCustomers", after_one - after_two as "repeatCustomers"
      from   kinds, comebacks, once
    )
    select *,
           "returningCustomers"::float8 / nullif(customers, 0) as "returningCustomerRate",
           "repeatCustomers"::float8 / nullif(customers, 0) as "repeatPurchaseRate"
    from   kinds, people`,
});

export type CustomerKinds = Awaited<ReturnType<typeof customerKinds>>[number];

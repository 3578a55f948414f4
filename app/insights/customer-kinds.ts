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
    -- both sides are grouped rather than joined: right after a first load the planner would pair them in nested loops
    active as (
      select   customer_id, sum(orders) as orders, min(first_order_on) as first_order_on, max(orders_ever) as orders_ever
      from     (
                 select customer_id, orders, null::date as first_order_on, 0 as orders_ever
                 from   daily_customer_sales
                 where  shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and orders > 0
                 union all
                 select customer_id, 0, first_order_on, orders
                 from   customer_stats
                 where  shop_id = ${shopId} and last_order_on >= ${from} and first_order_on <= ${to}
               ) as known
      group by customer_id
      having   sum(orders) > 0
    ),
    people as (
      select count(*) as customers,
             count(*) filter (where first_order_on >= ${from}) as "newCustomers",
             count(*) filter (where orders_ever > 1) as "returningCustomers",
             count(*) filter (where orders > 1) as "repeatCustomers"
      from   active
    )
    select *,
           "returningCustomers"::float8 / nullif(customers, 0) as "returningCustomerRate",
           "repeatCustomers"::float8 / nullif(customers, 0) as "repeatPurchaseRate"
    from   kinds, people`,
});

export type CustomerKinds = Awaited<ReturnType<typeof customerKinds>>[number];

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
    active as (
      select   customer_id, sum(orders) as orders
      from     daily_customer_sales
      where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and orders > 0
      group by customer_id
    ),
    people as (
      select count(*) as customers,
             count(*) filter (where stats.first_order_on >= ${from}) as "newCustomers",
             count(*) filter (where stats.orders > 1) as "returningCustomers",
             count(*) filter (where active.orders > 1) as "repeatCustomers"
      from   active
      join   customer_stats stats on stats.shop_id = ${shopId} and stats.customer_id = active.customer_id
    )
    select *,
           "returningCustomers"::float8 / nullif(customers, 0) as "returningCustomerRate",
           "repeatCustomers"::float8 / nullif(customers, 0) as "repeatPurchaseRate"
    from   kinds, people`,
});

export type CustomerKinds = Awaited<ReturnType<typeof customerKinds>>[number];

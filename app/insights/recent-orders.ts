import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, day, defineInsight, instant, limit, money } from "./define-insight.ts";

/**
 * Which orders were placed last, in a range or ever? `total` is what the order stands at now, after edits and returns, with shipping and
 * tax; `place` its number among its customer's orders, null for a guest's.
 */
export const recentOrders = defineInsight({
  name: "recent-orders",
  params: z.object({ limit, from: day.default("0001-01-01"), to: day.default("9999-12-31") }),
  row: z.object({
    orderId: z.string(),
    name: z.string(),
    placedAt: instant,
    customerId: z.string().nullable(),
    place: count.nullable(),
    total: money,
    currency: z.string(),
    financialStatus: z.string().nullable(),
    fulfillmentStatus: z.string(),
    cancelled: z.boolean(),
  }),
  sql: ({ shopId, from, to, limit: rows }) => sql`
    with latest as (
      select   order_id, placed_at, place
      from     order_place
      where    shop_id = ${shopId} and day between ${from} and ${to}
      order by day desc, placed_at desc, order_id desc
      limit    ${rows}
    )
    select   latest.order_id as "orderId", orders.name, latest.placed_at as "placedAt", orders.customer_id as "customerId", latest.place,
             orders.current_total as total, orders.currency, orders.financial_status as "financialStatus",
             orders.fulfillment_status as "fulfillmentStatus", orders.cancelled_at is not null as cancelled
    from     latest
    join     orders on orders.shop_id = ${shopId} and orders.id = latest.order_id
    order by latest.placed_at desc, latest.order_id desc`,
});

export type RecentOrder = Awaited<ReturnType<typeof recentOrders>>[number];

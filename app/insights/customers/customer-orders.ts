import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight, instant, limit, money } from "../define-insight.ts";

/**
 * Which orders has a customer placed? The newest first. Test and deleted orders are left out; one of gift cards alone is there, and has no
 * `place` among those that count. `netSales` are of the order's own ledger, whatever the day; `total` says how many orders there are.
 */
export const customerOrders = defineInsight({
  name: "customer-orders",
  params: z.object({ customerId: z.string().regex(/^-?[1-9]\d{0,17}$/), limit, offset: z.number().int().min(0) }),
  row: z.object({
    orderId: z.string(),
    name: z.string(),
    placedAt: instant,
    day,
    place: count.nullable(),
    units: count,
    netSales: money,
    orderTotal: money,
    currency: z.string(),
    cancelled: z.boolean(),
    financialStatus: z.string().nullable(),
    fulfillmentStatus: z.string(),
    total: count,
  }),
  sql: ({ shopId, customerId, limit: rows, offset }) => sql`
    select   order_id as "orderId", name, placed_at as "placedAt", day, place, units, net::text as "netSales",
             current_total::text as "orderTotal", currency, cancelled, financial_status as "financialStatus",
             fulfillment_status as "fulfillmentStatus", count(*) over () as total
    from     order_summary
    where    shop_id = ${shopId} and standing in ('sale', 'gift_cards')
    and      order_id = any(array(select id from orders where shop_id = ${shopId} and customer_id = ${customerId}))
    order by placed_at desc, order_id desc
    limit    ${rows}
    offset   ${offset}`,
});

export type CustomerOrder = Awaited<ReturnType<typeof customerOrders>>[number];

import { z } from "zod";
import { customerOrderSorts } from "../../lib/customer-query.ts";
import { type Sql, sql } from "../../lib/sql.ts";
import { count, day, defineInsight, instant, limit, money } from "../define-insight.ts";

/**
 * Which orders has a customer placed? Sorted by when, or by a number; of two that are alike the one with the smaller id is the smaller. Test
 * and deleted orders are left out; one of gift cards alone is there, and has no `place` among those that count. `netSales` are of the order's
 * own ledger, whatever the day; `total` says how many orders there are. `limit` null: all rows.
 */
export const customerOrders = defineInsight({
  name: "customer-orders",
  params: z.object({
    customerId: z.string().regex(/^-?[1-9]\d{0,17}$/),
    sort: z.object({ column: z.enum(customerOrderSorts), descending: z.boolean() }).default({ column: "placed", descending: true }),
    limit: limit.nullable(),
    offset: z.number().int().min(0),
  }),
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
  sql: ({ shopId, customerId, sort, limit: rows, offset }) => sql`
    select   order_id as "orderId", name, placed_at as "placedAt", day, place, units, net::text as "netSales",
             current_total::text as "orderTotal", currency, cancelled, financial_status as "financialStatus",
             fulfillment_status as "fulfillmentStatus", count(*) over () as total
    from     order_summary
    where    shop_id = ${shopId} and standing in ('sale', 'gift_cards')
    and      order_id = any(array(select id from orders where shop_id = ${shopId} and customer_id = ${customerId}))
    order by ${sorted(sort)}
    limit    ${rows}::bigint
    offset   ${offset}::bigint`,
});

export type CustomerOrder = Awaited<ReturnType<typeof customerOrders>>[number];

const columns = { placed: sql`placed_at`, units: sql`units`, net: sql`net`, total: sql`current_total` };

function sorted({ column, descending }: { column: keyof typeof columns; descending: boolean }): Sql {
  const direction = descending ? sql`desc` : sql`asc`;
  return sql`${columns[column]} ${direction}, order_id ${direction}`;
}

import { z } from "zod";
import { orderSorts } from "../../lib/order-query.ts";
import { join, type Sql, sql } from "../../lib/sql.ts";
import { count, day, defineInsight, instant, money } from "../define-insight.ts";
import { namesOf, orderFilters, whereOrders } from "./order-filters.ts";

const columns = { placed: ["day", "placed_at"], total: ["current_total"], net: ["net"] } as const;

/**
 * Which orders are there, of those that the filters leave (docs/metrics.md, "Orders")? One row per order, sorted by when it was placed, by
 * what it comes to now, or by net sales; of two that are alike the one with the smaller id is the smaller. An order that is called exactly
 * as is searched for stands first.
 */
export const orderList = defineInsight({
  name: "order-list",
  params: orderFilters.extend({
    sort: z.object({ column: z.enum(orderSorts), descending: z.boolean() }).default({ column: "placed", descending: true }),
    limit: z.number().int().min(1).max(100).nullable().default(null),
    offset: z.number().int().min(0).default(0),
  }),
  row: z.object({
    orderId: z.string(),
    name: z.string(),
    day,
    placedAt: instant,
    customerId: z.string().nullable(),
    place: count.nullable(),
    standing: z.enum(["sale", "gift_cards", "test", "deleted"]),
    financialStatus: z.string().nullable(),
    fulfillmentStatus: z.string(),
    cancelled: z.boolean(),
    closed: z.boolean(),
    edited: z.boolean(),
    returned: z.boolean(),
    channel: z.string().nullable(),
    units: count,
    originalTotal: money,
    currentTotal: money,
    netSales: money,
    currency: z.string(),
  }),
  // the page is found by what an index holds, and only its own rows are read in full
  sql: ({ shopId, sort, limit, offset, ...filters }) => {
    const first = filters.search === null ? sql`` : sql`name = any(${namesOf(filters.search.name)}::text[]) desc, `;
    const order = sql`${first}${sorted(sort)}`;
    const where = whereOrders(shopId, filters);
    const page = sql`select order_id from order_summary where ${where} order by ${order} limit ${limit} offset ${offset}`;
    return sql`
      select   order_id as "orderId", name, day, placed_at as "placedAt", customer_id as "customerId", place, standing,
               financial_status as "financialStatus", fulfillment_status as "fulfillmentStatus", cancelled, closed, edited, returned,
               source_name as channel, units, original_total as "originalTotal", current_total as "currentTotal", net as "netSales", currency
      from     order_summary
      where    ${limit === null ? where : sql`shop_id = ${shopId} and order_id = any(array(${page}))`}
      order by ${order}`;
  },
});

export type OrderRow = Awaited<ReturnType<typeof orderList>>[number];

function sorted({ column, descending }: { column: (typeof orderSorts)[number]; descending: boolean }): Sql {
  const direction = descending ? sql` desc` : sql``;
  const named = { day: sql`day`, placed_at: sql`placed_at`, current_total: sql`current_total`, net: sql`net`, order_id: sql`order_id` };
  return join([...columns[column], "order_id" as const].map((name) => sql`${named[name]}${direction}`));
}

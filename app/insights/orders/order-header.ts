import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight, instant, money } from "../define-insight.ts";

/**
 * What is known of one order, other than its ledger? One row, or none where the shop has no such order. `place`, `standing` and the day are
 * null until the order has been reckoned with; `lineQuantity` and `currentLineQuantity` are Shopify's own counts of its units.
 */
export const orderHeader = defineInsight({
  name: "order-header",
  params: z.object({ orderId: z.string() }),
  row: z.object({
    orderId: z.string(),
    name: z.string(),
    placedAt: instant,
    placedOn: day.nullable(),
    createdAt: instant,
    cancelledAt: instant.nullable(),
    closedAt: instant.nullable(),
    deletedAt: instant.nullable(),
    updatedAt: instant,
    customerId: z.string().nullable(),
    place: count.nullable(),
    standing: z.enum(["sale", "gift_cards", "test", "deleted"]).nullable(),
    test: z.boolean(),
    edited: z.boolean(),
    returned: z.boolean(),
    currency: z.string(),
    presentmentCurrency: z.string(),
    taxesIncluded: z.boolean(),
    channel: z.string().nullable(),
    financialStatus: z.string().nullable(),
    fulfillmentStatus: z.string(),
    discountCodes: z.array(z.string()),
    tags: z.array(z.string()),
    country: z.string().nullable(),
    province: z.string().nullable(),
    originalTotal: money,
    currentTotal: money,
    lineQuantity: count,
    currentLineQuantity: count,
  }),
  sql: ({ shopId, orderId }) => sql`
    select    orders.id as "orderId", orders.name, coalesce(placed_at, processed_at) as "placedAt", day as "placedOn",
              created_at as "createdAt", cancelled_at as "cancelledAt", closed_at as "closedAt", deleted_at as "deletedAt",
              updated_at as "updatedAt", orders.customer_id as "customerId", place, standing, test, orders.edited,
              coalesce(returned, false) as returned, orders.currency, presentment_currency as "presentmentCurrency",
              taxes_included as "taxesIncluded", orders.source_name as channel, orders.financial_status as "financialStatus",
              orders.fulfillment_status as "fulfillmentStatus", discount_codes as "discountCodes", tags, country, province,
              orders.original_total as "originalTotal", orders.current_total as "currentTotal", line_quantity as "lineQuantity",
              current_line_quantity as "currentLineQuantity"
    from      orders
    left join order_summary on order_summary.shop_id = ${shopId} and order_summary.order_id = orders.id
    where     orders.shop_id = ${shopId} and orders.id = ${orderId}`,
});

export type OrderHeader = Awaited<ReturnType<typeof orderHeader>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, money } from "../define-insight.ts";

/**
 * Of which sales do an order's agreements consist? One row per sale of Shopify's ledger, by agreement; amounts and quantities signed,
 * negative for what came back. `title` is that of the order's line, null for what is no line's (shipping, an adjustment, a tip).
 */
export const orderSales = defineInsight({
  name: "order-sales",
  params: z.object({ orderId: z.string() }),
  row: z.object({
    saleId: z.string(),
    agreementId: z.string(),
    action: z.string(),
    lineType: z.string(),
    productId: z.string().nullable(),
    title: z.string().nullable(),
    variantTitle: z.string().nullable(),
    quantity: count.nullable(),
    exTax: money,
    discount: money,
    tax: money,
    total: money,
  }),
  sql: ({ shopId, orderId }) => sql`
    select    sale.id as "saleId", agreement_id as "agreementId", action, line_type as "lineType", sale.product_id as "productId", title,
              variant_title as "variantTitle", sale.quantity, total - tax as "exTax", discount, tax, total
    from      sale
    left join order_line on order_line.shop_id = ${shopId} and order_line.order_id = ${orderId} and order_line.id = sale.order_line_id
    where     sale.shop_id = ${shopId} and sale.order_id = ${orderId}
    order by  happened_at, agreement_id, sale.id`,
});

export type OrderSale = Awaited<ReturnType<typeof orderSales>>[number];

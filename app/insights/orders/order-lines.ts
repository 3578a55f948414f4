import { z } from "zod";
import { net } from "../../db/ledger.ts";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, money } from "../define-insight.ts";

/**
 * What is on an order, as it was sold and as it stands now? One row per line, also of those that were taken off. `netSales` is Σ of the
 * line's own rows of the ledger: an adjustment names no line and is in none.
 */
export const orderLines = defineInsight({
  name: "order-lines",
  params: z.object({ orderId: z.string() }),
  row: z.object({
    lineId: z.string(),
    title: z.string(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    productId: z.string().nullable(),
    quantity: count,
    currentQuantity: count,
    isGiftCard: z.boolean(),
    unitPrice: money,
    netSales: money,
  }),
  sql: ({ shopId, orderId }) => sql`
    with earned as (
      select   order_line_id, ${net} as net
      from     sale
      where    shop_id = ${shopId} and order_id = ${orderId} and order_line_id is not null
      group by order_line_id
    )
    select    id as "lineId", title, variant_title as "variantTitle", sku, product_id as "productId", quantity,
              current_quantity as "currentQuantity", is_gift_card as "isGiftCard", unit_price as "unitPrice",
              coalesce(net, 0)::bigint as "netSales"
    from      order_line
    left join earned on earned.order_line_id = order_line.id
    where     shop_id = ${shopId} and order_id = ${orderId}
    order by  id`,
});

export type OrderLineRow = Awaited<ReturnType<typeof orderLines>>[number];

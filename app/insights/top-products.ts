import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, defineInsight, limit, money, range } from "./define-insight.ts";
import { lastTitle, ofProducts, traded } from "./products/traded.ts";

/**
 * Which products brought most net sales in a range? Only those of which a unit was sold in it. All goods sold without a product make one
 * row, with neither id nor title. A product that is no longer in the catalogue bears the title of its last order line.
 */
export const topProducts = defineInsight({
  name: "top-products",
  params: range.extend({ limit }),
  row: z.object({
    productId: z.string().nullable(),
    title: z.string().nullable(),
    units: count,
    unitsReturned: count,
    grossSales: money,
    netSales: money,
  }),
  sql: ({ shopId, from, to, limit: rows }) => sql`
    with best as (
      select   product_id, sum_whole(gross) as gross, sum_whole(gross - discounts - returns) as net, sum_whole(units_sold) as units_sold,
               sum_whole(units_returned) as units_returned
      from     (${traded(shopId, { from, to }, ofProducts, sql`product_id, gross, discounts, returns, units_sold, units_returned`)}) as traded
      group by product_id
      having   sum_whole(units_sold) > 0
      order by net desc, product_id
      limit    ${rows}
    )
    select    nullif(best.product_id, 0) as "productId",
              coalesce(product.title, case when best.product_id <> 0 then ${lastTitle(shopId, sql`best.product_id`)} end) as title,
              best.units_sold as units, best.units_returned as "unitsReturned", best.gross as "grossSales", best.net as "netSales"
    from      best
    left join product on product.shop_id = ${shopId} and product.id = best.product_id
    order by  best.net desc, best.product_id`,
});

export type TopProduct = Awaited<ReturnType<typeof topProducts>>[number];

import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, currencyOf, defineInsight, limit, money, range } from "./define-insight.ts";

/**
 * Which products brought most net sales in a range? Only those of which a unit was sold in it. All goods sold without a product make one row,
 * with neither id nor title. A product that is no longer in the catalogue bears the title of its last order line.
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
      select   product_id, sum(gross)::bigint as gross, sum(gross - discounts - returns)::bigint as net,
               sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned
      from     daily_product_sales
      where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
      group by product_id
      having   sum(units_sold) > 0
      order by net desc, product_id
      limit    ${rows}
    )
    select    nullif(best.product_id, 0) as "productId",
              coalesce(product.title, (
                select   order_line.title
                from     order_line
                where    order_line.shop_id = ${shopId} and order_line.product_id = best.product_id
                order by order_line.order_id desc
                limit    1
              )) as title,
              best.units_sold as units, best.units_returned as "unitsReturned", best.gross as "grossSales", best.net as "netSales"
    from      best
    left join product on product.shop_id = ${shopId} and product.id = best.product_id
    order by  best.net desc, best.product_id`,
});

export type TopProduct = Awaited<ReturnType<typeof topProducts>>[number];

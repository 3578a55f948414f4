import { z } from "zod";
import { net, unitsReturned, unitsSold } from "../../db/ledger.ts";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, limit, money } from "../define-insight.ts";

/**
 * What has a customer bought? Most net sales first; `products` says how many there are in all. Goods without a product make one row, whose
 * title is null, as is that of a product that is not stored.
 */
export const customerProducts = defineInsight({
  name: "customer-products",
  params: z.object({ customerId: z.string().regex(/^-?[1-9]\d{0,17}$/), limit }),
  row: z.object({
    productId: z.string().nullable(),
    title: z.string().nullable(),
    unitsSold: count,
    unitsReturned: count,
    netSales: money,
    products: count,
  }),
  sql: ({ shopId, customerId, limit: rows }) => sql`
    with bought as (
      select   product_id, ${unitsSold} as units_sold, ${unitsReturned} as units_returned, ${net} as net
      from     sale
      where    shop_id = ${shopId} and counted and line_type = 'PRODUCT' and currency = ${currencyOf(shopId)}
      and      order_id = any(array(select id from orders where shop_id = ${shopId} and customer_id = ${customerId}))
      group by product_id
    )
    select    bought.product_id as "productId", product.title, bought.units_sold as "unitsSold", bought.units_returned as "unitsReturned",
              bought.net::text as "netSales", count(*) over () as products
    from      bought
    left join product on product.shop_id = ${shopId} and product.id = bought.product_id
    order by  bought.net desc, bought.product_id
    limit     ${rows}`,
});

export type CustomerProduct = Awaited<ReturnType<typeof customerProducts>>[number];

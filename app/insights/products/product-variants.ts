import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, money, range } from "../define-insight.ts";
import { shelf } from "./shelf.ts";

/**
 * How did a product's variants sell in a range, and what is left of them? One row per variant that is in the catalogue or was sold in the
 * range, the catalogue's first, in its order. One that is gone bears the title of its last order line, and no stock; `variantId` is null
 * for goods sold without a variant. Gift cards have none.
 */
export const productVariants = defineInsight({
  name: "product-variants",
  params: range.extend({ productId: z.string().regex(/^-?\d+$/), today: day }),
  row: z.object({
    variantId: z.string().nullable(),
    title: z.string().nullable(),
    sku: z.string().nullable(),
    inCatalogue: z.boolean(),
    units: count,
    unitsReturned: count,
    netSales: money,
    tracked: z.boolean(),
    available: count.nullable(),
    onHand: count.nullable(),
    unitsADay: z.number().nullable(),
    daysLeft: count.nullable(),
    lastSoldOn: day.nullable(),
  }),
  sql: ({ shopId, productId, from, to, today }) => sql`
    with traded as (
      select   variant_id, sum(units_sold)::bigint as units, sum(units_returned)::bigint as units_returned,
               sum(gross - discounts - returns)::bigint as net, max(day) as last_on
      from     daily_variant_sales
      where    shop_id = ${shopId} and product_id = ${productId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
      group by variant_id
    )
    select    nullif(coalesce(shelf.variant_id, traded.variant_id), 0) as "variantId",
              coalesce(shelf.variant_title, (
                select   order_line.variant_title
                from     sale
                join     order_line on order_line.shop_id = ${shopId} and order_line.order_id = sale.order_id
                         and order_line.variant_id = traded.variant_id
                where    sale.shop_id = ${shopId} and sale.day = traded.last_on and sale.variant_id = traded.variant_id
                order by sale.order_id desc
                limit    1
              )) as title,
              sku, shelf.variant_id is not null as "inCatalogue", coalesce(traded.units, 0) as units,
              coalesce(traded.units_returned, 0) as "unitsReturned", coalesce(traded.net, 0) as "netSales",
              coalesce(tracked, false) as tracked, available, on_hand as "onHand", units_a_day as "unitsADay", days_left as "daysLeft",
              last_sold_on as "lastSoldOn"
    from      (${shelf(shopId, today, productId)}) as shelf
    full join traded on traded.variant_id = shelf.variant_id
    order by  shelf.variant_id is null, position, coalesce(shelf.variant_id, traded.variant_id)`,
});

export type ProductVariant = Awaited<ReturnType<typeof productVariants>>[number];

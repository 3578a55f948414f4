import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, limit, money, range } from "../define-insight.ts";
import { openCheckouts } from "./not-yet.ts";

/**
 * Which goods are left in checkouts most? One row per product, by what of it was lost: left in checkouts begun in the range that had been
 * abandoned by the instant `at`, less what was recovered. `productId` "0" stands for goods without a product; `title` is null where the
 * catalogue does not have it any more.
 */
export const abandonedProducts = defineInsight({
  name: "abandoned-products",
  params: range.extend({ at: z.iso.datetime(), limit }),
  row: z.object({
    productId: z.string(),
    title: z.string().nullable(),
    checkouts: count,
    units: count,
    value: money,
    lostUnits: count,
    lostValue: money,
  }),
  sql: ({ limit: most, ...asked }) => sql`
    with open as materialized (
      ${openCheckouts(asked)}
    ),
    lines as (
      select product_id, checkouts, units, total, recovered_units, recovered
      from   daily_left_product
      where  shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to} and currency = ${currencyOf(asked.shopId)}
      union all
      select   product_id, -count(distinct key), -sum(quantity), -sum(line_total), 0, 0
      from     (
                 select open.key, coalesce(line.product_id, 0) as product_id, line.quantity, line.total as line_total
                 from   open
                 join   abandoned_checkout_line line on line.shop_id = open.shop_id and line.checkout_id = open.number
                 where  open.listed
                 union all
                 select open.key, coalesce(line.product_id, 0), line.quantity, line.total
                 from   open
                 join   checkout_line line on line.shop_id = open.shop_id and line.token = open.token
                 where  not open.listed
               ) as still
      group by product_id
    ),
    sums as (
      select   product_id, sum(checkouts) as checkouts, sum(units) as units, sum(total) as total, sum(recovered_units) as recovered_units,
               sum(recovered) as recovered
      from     lines
      group by product_id
    ),
    best as (
      select   *
      from     sums
      where    checkouts > 0
      order by total - recovered desc, product_id
      limit    ${most}
    )
    select    best.product_id as "productId", product.title, checkouts, units, total::bigint as value, units - recovered_units as "lostUnits",
              (total - recovered)::bigint as "lostValue"
    from      best
    left join product on product.shop_id = ${asked.shopId} and product.id = best.product_id
    order by  "lostValue" desc, best.product_id`,
});

export type AbandonedProduct = Awaited<ReturnType<typeof abandonedProducts>>[number];

import { z } from "zod";
import { performanceColumns } from "../../lib/product-query.ts";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, money } from "../define-insight.ts";
import { performance, performanceRows } from "./performance.ts";
import { lastTitle } from "./traded.ts";

const orderings = {
  title: sql`lower(title)`,
  units: sql`units_sold`,
  gross: sql`gross`,
  discounts: sql`discounts`,
  returns: sql`returns`,
  rate: sql`return_rate`,
  net: sql`net`,
  change: sql`change`,
};

/**
 * How did products, variants, types or vendors sell in a range, and against the days before? Those alone that were traded in it; goods sold
 * without a product are a row. `returnRate` is returns ÷ (gross − discounts), `share` a row's part of the shop's net sales, `change` that
 * of net sales against `netBefore`; each is null where there is nothing to divide by. `limit` null: all rows.
 */
export const productPerformance = defineInsight({
  name: "product-performance",
  params: performance.extend({
    sort: z.enum(performanceColumns),
    descending: z.boolean(),
    limit: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    key: z.string(),
    productId: z.string().nullable(),
    variantId: z.string().nullable(),
    title: z.string().nullable(),
    variantTitle: z.string().nullable(),
    sku: z.string().nullable(),
    deleted: z.boolean(),
    units: count,
    unitsReturned: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    netBefore: money,
    returnRate: z.number().nullable(),
    share: z.number().nullable(),
    change: z.number().nullable(),
  }),
  sql: ({ sort, descending, limit, offset, ...asked }) => sql`
    with found as (
      select *, returns::float8 / nullif(gross - discounts, 0) as return_rate
      from   (${performanceRows(asked)}) as performed
      order by ${orderings[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, key
      limit  ${limit}::bigint
      offset ${offset}::bigint
    ),
    ladder as (
      select sum(gross - discounts - returns) as whole
      from   daily_sales
      where  shop_id = ${asked.shopId} and day between ${asked.from} and ${asked.to}
      and    currency = (select currency from shop where id = ${asked.shopId})
    )
    select   key, nullif(product, 0) as "productId", nullif(variant, 0) as "variantId",
             coalesce(title, case when product <> 0 then ${lastTitle(asked.shopId, sql`found.product`)} end) as title,
             variant_title as "variantTitle", sku, deleted, units_sold as units, units_returned as "unitsReturned", gross as "grossSales",
             discounts, returns, net as "netSales", net_before as "netBefore", return_rate as "returnRate",
             net::float8 / nullif(whole, 0)::float8 as share, change
    from     found, ladder
    order by ${orderings[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, key`,
});

export type ProductPerformance = Awaited<ReturnType<typeof productPerformance>>[number];

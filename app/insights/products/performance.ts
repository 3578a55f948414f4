import { z } from "zod";
import { groupings } from "../../lib/product-query.ts";
import { type Sql, sql } from "../../lib/sql.ts";
import { range } from "../define-insight.ts";
import { ofProducts, ofVariants, traded } from "./traded.ts";

/** What the two questions about performance are asked with. `search`: part of a title, type or vendor, in any case; "" for all. */
export const performance = range.extend({
  before: range.nullable(),
  by: z.enum(groupings),
  search: z.string().max(200),
});

type Asked = z.output<typeof performance> & { readonly shopId: string };

/**
 * One row per product, variant, type or vendor that was traded in the range, with its sums and its net sales in the days before. `key` is
 * "none" for goods sold without a product, "unknown" for the types and vendors of products that are out of the catalogue.
 */
export function performanceRows({ shopId, from, to, before, by, search }: Asked): Sql {
  const [kept, variant] = by === "variant" ? [ofVariants, sql`variant_id`] : [ofProducts, sql`null::bigint as variant_id`];
  return sql`
    with rows as (
      select product_id, variant_id, true as current, gross, discounts, returns, units_sold, units_returned, 0::bigint as net_before
      from   (${traded(shopId, { from, to }, kept, sql`product_id, ${variant}, gross, discounts, returns, units_sold, units_returned`)}) as now
      union all
      select product_id, variant_id, false, 0, 0, 0, 0, 0, gross - discounts - returns
      from   (${traded(shopId, before, kept, sql`product_id, ${variant}, gross, discounts, returns`)}) as earlier
    ),
    sums as (
      select   product_id, variant_id, bool_or(current) as current, sum(gross)::bigint as gross, sum(discounts)::bigint as discounts,
               sum(returns)::bigint as returns, sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned,
               sum(net_before)::bigint as net_before
      from     rows
      group by product_id, variant_id
    ),
    named as (
      ${by === "type" || by === "vendor" ? kinds(shopId, by) : things(shopId, by)}
    )
    select *, gross - discounts - returns as net, (gross - discounts - returns - net_before)::float8 / nullif(abs(net_before), 0) as change
    from   named
    where  current and (${search} = '' or strpos(lower(concat_ws(' ', title, variant_title, sku)), lower(${search})) > 0)`;
}

/** Products and variants by what the catalogue calls them. */
function things(shopId: string, by: "product" | "variant"): Sql {
  const shelf = sql`left join variant on variant.shop_id = ${shopId} and variant.product_id = sums.product_id and variant.id = sums.variant_id`;
  return sql`
    select    case when sums.product_id = 0 then 'none' else concat_ws('.', sums.product_id, sums.variant_id) end as key,
              sums.product_id as product, sums.variant_id as variant, product.title, product.deleted_at is not null as deleted,
              ${by === "variant" ? sql`variant.title as variant_title, variant.sku` : sql`null as variant_title, null as sku`},
              current, gross, discounts, returns, units_sold, units_returned, net_before
    from      sums
    left join product on product.shop_id = ${shopId} and product.id = sums.product_id
    ${by === "variant" ? shelf : sql``}`;
}

/** Types or vendors, as the catalogue has them today. */
function kinds(shopId: string, by: "type" | "vendor"): Sql {
  const kind = by === "type" ? sql`product.product_type` : sql`product.vendor`;
  return sql`
    select    case when sums.product_id = 0 then 'none' when ${kind} is null then 'unknown' else concat('=', ${kind}) end as key,
              0::bigint as product, null::bigint as variant, ${kind} as title, false as deleted, null as variant_title, null as sku,
              bool_or(current) as current, sum(gross)::bigint as gross, sum(discounts)::bigint as discounts, sum(returns)::bigint as returns,
              sum(units_sold)::bigint as units_sold, sum(units_returned)::bigint as units_returned, sum(net_before)::bigint as net_before
    from      sums
    left join product on product.shop_id = ${shopId} and product.id = sums.product_id
    group by  1, ${kind}`;
}

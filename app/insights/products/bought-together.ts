import { z } from "zod";
import { pairColumns } from "../../lib/product-query.ts";
import { type Sql, sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, range } from "../define-insight.ts";
import { comparedOrders } from "./basket-counts.ts";
import { lastTitle, ofPairs, ofProducts, traded } from "./traded.ts";

/**
 * Which products were bought in one order, placed in a range? One row per pair with at least `pairOrders` orders, both of whose products
 * have at least `productOrders`. Of the orders compared (basketCounts): `support` is the share with both, `confidence` the share of those
 * with the first that have the second too, `confidenceBack` the other way round, `lift` how many times more often the two meet than they
 * would by chance. With `productId` only its own pairs, it being the first. `total` counts the rows of all pages. `limit` null: all rows.
 */
export const boughtTogether = defineInsight({
  name: "bought-together",
  params: range.extend({
    productId: z
      .string()
      .regex(/^-?\d+$/)
      .nullable(),
    pairOrders: z.number().int().min(1),
    productOrders: z.number().int().min(1),
    sort: z.enum(pairColumns),
    descending: z.boolean(),
    limit: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    productId: z.string(),
    title: z.string().nullable(),
    otherId: z.string(),
    otherTitle: z.string().nullable(),
    orders: count,
    productOrders: count,
    otherOrders: count,
    support: z.number(),
    confidence: z.number(),
    confidenceBack: z.number(),
    lift: z.number(),
    total: count,
  }),
  sql: ({ shopId, from, to, productId, pairOrders, productOrders, sort, descending, limit, offset }) => {
    const ordering = sql`${orderings[sort]} ${descending ? sql`desc` : sql`asc`}, orders desc, product_id, other_id`;
    return sql`
      with whole as materialized (
        select not exists (
                 select from daily_baskets where shop_id = ${shopId} and (day < ${from} or day > ${to})
               ) as history
      ),
      pairs as (
        select   product_id, other_id, sum(orders) as orders
        from     (${pairsOf(shopId, { from, to }, productId)}) as pair
        group by product_id, other_id
        having   sum(orders) >= ${pairOrders}::bigint
      ),
      products as (
        select   product_id, sum(compared)::bigint as orders
        from     (${traded(shopId, { from, to }, ofProducts, sql`product_id, compared`)}) as product
        group by product_id
        having   sum(compared) >= ${productOrders}::bigint
      ),
      found as (
        select   pairs.product_id, pairs.other_id, pairs.orders, one.orders as one_orders, other.orders as other_orders,
                 pairs.orders::float8 / compared.orders as support, pairs.orders::float8 / one.orders as confidence,
                 pairs.orders::float8 / other.orders as back,
                 pairs.orders::float8 * compared.orders / (one.orders::float8 * other.orders) as lift, count(*) over () as total
        from     pairs
        join     products one on one.product_id = pairs.product_id
        join     products other on other.product_id = pairs.other_id,
                 (${comparedOrders(shopId, { from, to })}) as compared
        order by ${ordering}
        limit    ${limit}::bigint
        offset   ${offset}::bigint
      )
      select    found.product_id as "productId", coalesce(product.title, ${lastTitle(shopId, sql`found.product_id`)}) as title,
                found.other_id as "otherId", coalesce(other.title, ${lastTitle(shopId, sql`found.other_id`)}) as "otherTitle",
                orders, one_orders as "productOrders", other_orders as "otherOrders", support, confidence, back as "confidenceBack", lift, total
      from      found
      left join product on product.shop_id = ${shopId} and product.id = found.product_id
      left join product other on other.shop_id = ${shopId} and other.id = found.other_id
      order by  ${ordering}`;
  },
});

export type BoughtTogether = Awaited<ReturnType<typeof boughtTogether>>[number];

const orderings = { orders: sql`orders`, support: sql`support`, confidence: sql`confidence`, back: sql`back`, lift: sql`lift` };

/**
 * The pairs of a range, each from its product with the smaller id; of one product alone, each from this one. A range that is the whole
 * history (`whole`) is read from what is kept of it, and not from its months.
 */
function pairsOf(shopId: string, range: { from: string; to: string }, productId: string | null): Sql {
  const either = (columns: Sql, where: Sql) => sql`
    select ${columns}
    from   product_pairs
    where  shop_id = ${shopId} and currency = ${currencyOf(shopId)} and ${where} and (select history from whole)
    union all
    ${traded(shopId, range, ofPairs, columns, sql`${where} and not (select history from whole)`)}`;
  const columns = sql`product_id, other_id, orders`;
  if (productId === null) return either(columns, sql`true`);
  const turned = sql`other_id as product_id, product_id as other_id, orders`;
  return sql`
    ${either(columns, sql`product_id = ${productId}`)}
    union all
    ${either(turned, sql`other_id = ${productId}`)}`;
}

import { z } from "zod";
import { type Sql, sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, range } from "../define-insight.ts";

/**
 * How many orders of a range are compared for what is bought together? Always one row. `leftOut` are those with more different products
 * than are paired (app/rollups/baskets.ts); orders of gift cards or of goods without a product alone are in neither.
 */
export const basketCounts = defineInsight({
  name: "basket-counts",
  params: range,
  row: z.object({ compared: count, leftOut: count }),
  sql: ({ shopId, ...days }) => sql`
    select orders as compared, left_out as "leftOut" from (${comparedOrders(shopId, days)}) as compared`,
});

/** Orders compared, and left out, in a range: one row. */
export function comparedOrders(shopId: string, { from, to }: { from: string; to: string }): Sql {
  return sql`
    select coalesce(sum(orders - left_out), 0)::bigint as orders, coalesce(sum(left_out), 0)::bigint as left_out
    from   daily_baskets
    where  shop_id = ${shopId} and currency = ${currencyOf(shopId)} and day between ${from} and ${to}`;
}

import { z } from "zod";
import { join, type Sql, sql } from "../../lib/sql.ts";
import { count, defineInsight } from "../define-insight.ts";
import { orderFilters, whereOrders } from "./order-filters.ts";

/** How many orders do the filters leave? Always one row, and exact. */
export const orderCount = defineInsight({
  name: "order-count",
  params: orderFilters,
  row: z.object({ orders: count }),
  sql: ({ shopId, ...filters }) =>
    countOfDays(shopId, filters) ??
    sql`
      select count(*) as orders
      from   order_summary
      where  ${whereOrders(shopId, filters)}`,
});

type Filters = z.output<typeof orderFilters>;

/**
 * Of days alone, or with one tag, code or product, for hundreds of thousands of orders: all of them, counted from an index, less those that
 * do not count, which are few and have an index of their own. Null where there are other filters.
 */
function countOfDays(shopId: string, { from, to, tag, code, product, kind, show, ...others }: Filters): Sql | null {
  const { payment, fulfillment, is, channel, search } = others;
  if (show !== "counted" || is.length > 0 || [payment, fulfillment, channel, search, kind].some((filter) => filter !== null)) return null;
  const facets = Object.entries({ tag, code, product }).filter(([, value]) => value !== null);
  if (facets.length > 1) return null;
  const ofShop = sql`shop_id = ${shopId} and day between ${from} and ${to}`;
  const named = facets.map(([facet, value]) => sql`facet = ${facet} and value = lower(${value}::text)`);
  const uncounted = sql`select order_id from order_summary where ${ofShop} and standing in ('test', 'deleted')`;
  const [all, rest] =
    named.length === 0
      ? [sql`select count(*) from order_summary where ${ofShop}`, sql`select count(*) from (${uncounted}) as uncounted`]
      : [ofFacet(join([ofShop, ...named], " and ")), ofFacet(join([ofShop, ...named, sql`order_id in (${uncounted})`], " and "))];
  return sql`select (${all}) - (${rest}) as orders`;
}

function ofFacet(where: Sql): Sql {
  return sql`select count(*) from order_facet where ${where}`;
}

import { z } from "zod";
import { identifier, sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, money, range } from "../define-insight.ts";

export const likenesses = ["channel", "country", "region", "currency", "hour"] as const;
/** What orders are told apart by: channel, country, country and region, currency paid in, or the hour of the shop's day. */
export type Likeness = (typeof likenesses)[number];

export const likenessColumns = ["orders", "netSales", "totalSales", "averageOrderValue"] as const;

/**
 * How do a range's sales divide by what orders are like? One row per value that had any, each with its share of all net sales (null where
 * those are nil), and what it had in `before`, null where nothing is compared. `value` is "" for orders without one; of a region "US-NY",
 * of an hour "09". The rows' sums are the ladder's (docs/metrics.md, "When and where"). `rows` counts the rows of all pages.
 */
export const salesByLikeness = defineInsight({
  name: "sales-by-likeness",
  params: range.extend({
    by: z.enum(likenesses),
    before: z.object({ from: day, to: day }).nullable(),
    sort: z.object({ column: z.enum(likenessColumns), descending: z.boolean() }),
    size: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    value: z.string(),
    orders: count,
    firstOrders: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    totalSales: money,
    averageOrderValue: money.nullable(),
    share: z.coerce.number().nullable(),
    ordersBefore: count.nullable(),
    netSalesBefore: money.nullable(),
    totalSalesBefore: money.nullable(),
    rows: count,
  }),
  sql: ({ shopId, from, to, by, before, sort, size, offset }) => sql`
    with sums as (
      select   value, sum(orders) as orders, sum(first_orders) as first_orders,
               sum(gross) as gross, sum(discounts) as discounts,
               sum(returns) as returns, sum(net) as net,
               sum(total) as total, sum(order_value) as order_value
      from     daily_breakdown
      where    shop_id = ${shopId} and dimension = ${by} and day between ${from} and ${to} and currency = ${currencyOf(shopId)}
      group by value
    ),
    earlier as (
      select   value, sum(orders) as orders, sum(net) as net, sum(total) as total
      from     daily_breakdown
      where    shop_id = ${shopId} and dimension = ${by} and day between ${before?.from ?? null} and ${before?.to ?? null}
               and currency = ${currencyOf(shopId)}
      group by value
    ),
    told as (
      select    value, coalesce(sums.orders, 0) as orders, coalesce(first_orders, 0) as "firstOrders", coalesce(gross, 0)::bigint as "grossSales",
                coalesce(discounts, 0)::bigint as discounts, coalesce(returns, 0)::bigint as returns, coalesce(sums.net, 0)::bigint as "netSales",
                coalesce(sums.total, 0)::bigint as "totalSales", round(order_value / nullif(sums.orders, 0))::bigint as "averageOrderValue",
                round(coalesce(sums.net, 0) / nullif(sum(sums.net) over (), 0), 6) as share,
                case when ${before !== null}::boolean then coalesce(earlier.orders, 0) end as "ordersBefore",
                case when ${before !== null}::boolean then coalesce(earlier.net, 0)::bigint end as "netSalesBefore",
                case when ${before !== null}::boolean then coalesce(earlier.total, 0)::bigint end as "totalSalesBefore"
      from      sums
      full join earlier using (value)
    )
    select   *, count(*) over () as rows
    from     told
    where    orders <> 0 or "grossSales" <> 0 or "totalSales" <> 0 or returns <> 0 or "totalSalesBefore" <> 0 or "ordersBefore" <> 0
    order by ${identifier(sort.column)} ${sort.descending ? sql`desc nulls last` : sql`asc nulls last`}, value
    limit    ${size} offset ${offset}`,
});

export type LikenessRow = Awaited<ReturnType<typeof salesByLikeness>>[number];

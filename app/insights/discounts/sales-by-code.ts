import { z } from "zod";
import { identifier, sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money, range } from "../define-insight.ts";

export const codeColumns = [
  "code",
  "orders",
  "grossSales",
  "netSales",
  "discounts",
  "averageDiscount",
  "discountRate",
  "firstOrders",
] as const;

/**
 * What did each discount code bring? One row per code, in capitals, with the sales of the orders that bear it (docs/metrics.md, "Discount
 * codes"). An order with several codes stands under each of them: the rows do not add up. `discounts` is all that was taken off those
 * orders, `averageDiscount` that ÷ orders, `discountRate` that ÷ gross sales, `firstOrders` the customers that it won. `rows` counts all
 * pages'.
 */
export const salesByCode = defineInsight({
  name: "sales-by-code",
  params: range.extend({
    sort: z.object({ column: z.enum(codeColumns), descending: z.boolean() }),
    size: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    code: z.string(),
    orders: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    averageDiscount: money.nullable(),
    discountRate: z.coerce.number().nullable(),
    firstOrders: count,
    rows: count,
  }),
  sql: ({ shopId, from, to, sort, size, offset }) => sql`
    with sums as (
      select   value as code, sum(orders) as orders, sum(gross) as gross, sum(discounts) as discounts, sum(returns) as returns, sum(net) as net,
               sum(first_orders) as first_orders
      from     daily_breakdown
      where    shop_id = ${shopId} and dimension = 'code' and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and value <> ''
      group by value
    ),
    told as (
      select code, orders, gross::bigint as "grossSales", discounts::bigint, returns::bigint, net::bigint as "netSales",
             round(discounts / nullif(orders, 0))::bigint as "averageDiscount", round(discounts / nullif(gross, 0), 6) as "discountRate",
             first_orders as "firstOrders"
      from   sums
    )
    select   *, count(*) over () as rows
    from     told
    where    orders <> 0 or "grossSales" <> 0 or returns <> 0
    order by ${identifier(sort.column)} ${sort.descending ? sql`desc nulls last` : sql`asc nulls last`}, code
    limit    ${size} offset ${offset}`,
});

export type CodeRow = Awaited<ReturnType<typeof salesByCode>>[number];

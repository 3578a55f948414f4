import { z } from "zod";
import { type RfmGroup, rfmGroups } from "../../lib/rfm.ts";
import { type Sql, sql } from "../../lib/sql.ts";
import { count, currencyOf, day, defineInsight, money } from "../define-insight.ts";
import { customerColumns, customerShape, figures, withGroup } from "./customer-row.ts";
import { cell, isIn, isRecentAs, withCuts } from "./rfm-scores.ts";

const rangeSortColumns = ["net", "orders", "average", "id"] as const;

/**
 * Which customers ordered on these days, and what did they bring on them? Besides: what they brought on the days compared with (null where
 * there are none), their figures to date, and how many customers there are in all (`total`). Returns of goods count on the day that they
 * came back; who only brought something back is not among them.
 */
export const customersInRange = defineInsight({
  name: "customers-in-range",
  params: z.object({
    from: day,
    to: day,
    before: z.object({ from: day, to: day }).nullable(),
    today: day,
    group: z.enum(rfmGroups).nullable(),
    sort: z.object({ column: z.enum(rangeSortColumns), descending: z.boolean() }),
    limit: z.number().int().positive().nullable(),
    offset: z.number().int().min(0),
  }),
  row: customerShape
    .extend({
      total: count,
      rangeNetSales: money,
      rangeOrders: count,
      rangeAverageOrderValue: money,
      netSalesBefore: money.nullable(),
    })
    .transform(withGroup),
  sql: ({ shopId, from, to, before, today, group, sort, limit, offset }) => {
    const end = sort.descending ? sql`desc` : sql`asc`;
    const some = group === null ? sql`true` : sql`customer_id = any(array(${ofGroup(shopId, group, from)}))`;
    return sql`
      ${withCuts(shopId)},
      -- a range that is the whole history, of a shop with one currency, is what is kept of each customer
      whole as materialized (
        select not exists (
                 select from daily_sales where shop_id = ${shopId} and (day < ${from} or day > ${to} or currency <> ${currencyOf(shopId)})
               ) as history
      ),
      ranged as (
        select customer_id, net, orders, order_value
        from   customer_stats
        where  shop_id = ${shopId} and currency = ${currencyOf(shopId)} and ${some} and (select history from whole)
        union all
        select   customer_id, sum_whole(net) as net, sum_whole(orders) as orders, sum_whole(order_value) as order_value
        from     (
                   -- in the order of customers: so their days are summed one customer after the other, without a table of all of them
                   select   customer_id, orders, net, order_value
                   from     daily_customer_sales
                   where    shop_id = ${shopId} and day between ${from} and ${to} and currency = ${currencyOf(shopId)} and ${some}
                   and      not (select history from whole)
                   order by customer_id
                   offset   0
                 ) as days
        group by customer_id
        having   sum_whole(orders) > 0
      ),
      page as materialized (
        select   ranged.*, count(*) over () as total
        from     ranged
        order by ${rangeValue[sort.column]} ${end}, ranged.customer_id ${end}
        limit    ${limit}
        offset   ${offset}
      )
      select   page.customer_id as "customerId", ${customerColumns(today)}, page.total, page.net::text as "rangeNetSales",
               page.orders as "rangeOrders", round(page.order_value::numeric / page.orders)::text as "rangeAverageOrderValue",
               ${before === null ? sql`null` : netBetween(shopId, before)} as "netSalesBefore"
      from     page
      ${figures(shopId)}
      order by ${pageValue[sort.column]} ${end}, page.customer_id ${end}`;
  },
});

export type CustomerInRange = Awaited<ReturnType<typeof customersInRange>>[number];

const rangeValue: Readonly<Record<(typeof rangeSortColumns)[number], Sql>> = {
  net: sql`ranged.net`,
  orders: sql`ranged.orders`,
  average: sql`ranged.order_value::float8 / ranged.orders`,
  id: sql`ranged.customer_id`,
};
const pageValue: typeof rangeValue = {
  net: sql`page.net`,
  orders: sql`page.orders`,
  average: sql`page.order_value::float8 / page.orders`,
  id: sql`page.customer_id`,
};

/** The customers of a group, but for those whose last order ever was before the range. */
function ofGroup(shopId: string, group: RfmGroup, from: string): Sql {
  return sql`
    select customer_id
    from   (
             select     stats.customer_id, ${cell}
             from       customer_stats stats
             cross join cut
             where      stats.shop_id = ${shopId} and stats.currency = ${currencyOf(shopId)} and stats.last_order_on >= ${from}
             and        ${isRecentAs(group)}
           ) as scored
    where  ${isIn(group)}`;
}

function netBetween(shopId: string, { from, to }: { readonly from: string; readonly to: string }): Sql {
  return sql`(
    select coalesce(sum(net), 0)::text
    from   daily_customer_sales earlier
    where  earlier.shop_id = ${shopId} and earlier.customer_id = page.customer_id and earlier.day between ${from} and ${to}
    and    earlier.currency = ${currencyOf(shopId)}
  )`;
}

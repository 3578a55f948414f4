import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money } from "../define-insight.ts";
import { performance, performanceRows } from "./performance.ts";
import { ofProducts, traded } from "./traded.ts";

/**
 * What do the rows of productPerformance come to, and what of the shop's net sales belongs to no product? Always one row. `adjustments` are
 * returns that name no goods: without a search the rows' net sales less them are `shopNetSales`, and their returns with them the shop's.
 */
export const productTotals = defineInsight({
  name: "product-totals",
  params: performance,
  row: z.object({
    rows: count,
    units: count,
    unitsReturned: count,
    grossSales: money,
    discounts: money,
    returns: money,
    netSales: money,
    netBefore: money,
    adjustments: money,
    shopNetSales: money,
    shopNetBefore: money,
  }),
  sql: ({ shopId, ...asked }) => sql`
    with found as (${performanceRows({ shopId, ...asked })}),
    returned as (
      select coalesce(sum(returns), 0)::bigint as returns
      from   (${traded(shopId, asked, ofProducts, sql`returns`)}) as goods
    ),
    ladder as (
      select coalesce(sum(returns), 0)::bigint as returns, coalesce(sum(gross - discounts - returns), 0)::bigint as net
      from   daily_sales
      where  shop_id = ${shopId} and currency = ${currencyOf(shopId)} and day between ${asked.from} and ${asked.to}
    ),
    earlier as (
      select coalesce(sum(gross - discounts - returns), 0)::bigint as net
      from   daily_sales
      where  shop_id = ${shopId} and currency = ${currencyOf(shopId)}
      and    day between ${asked.before?.from ?? null}::date and ${asked.before?.to ?? null}::date
    )
    select count(*) as rows, coalesce(sum(units_sold), 0)::bigint as units, coalesce(sum(units_returned), 0)::bigint as "unitsReturned",
           coalesce(sum(gross), 0)::bigint as "grossSales", coalesce(sum(discounts), 0)::bigint as discounts,
           coalesce(sum(found.returns), 0)::bigint as returns, coalesce(sum(found.net), 0)::bigint as "netSales",
           coalesce(sum(net_before), 0)::bigint as "netBefore",
           (select ladder.returns - returned.returns from ladder, returned) as adjustments,
           (select net from ladder) as "shopNetSales", (select net from earlier) as "shopNetBefore"
    from   found`,
});

export type ProductTotals = Awaited<ReturnType<typeof productTotals>>[number];

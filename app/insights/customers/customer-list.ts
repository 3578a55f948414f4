import { z } from "zod";
import { rfmGroups } from "../../lib/rfm.ts";
import { sql } from "../../lib/sql.ts";
import { currencyOf, day, defineInsight } from "../define-insight.ts";
import { customerColumns, customerRow, figures, sorting, sortValue } from "./customer-row.ts";
import { cell, isIn, withCuts } from "./rfm-scores.ts";

/**
 * Which customers have ordered, with what to date? Those of one RFM group, or all whose figures are in the shop's currency; without a limit
 * all of them.
 */
export const customerList = defineInsight({
  name: "customer-list",
  params: z.object({
    today: day,
    group: z.enum(rfmGroups).nullable(),
    sort: sorting,
    limit: z.number().int().positive().nullable(),
    offset: z.number().int().min(0),
  }),
  row: customerRow,
  sql: ({ shopId, today, group, sort, limit, offset }) => {
    const end = sort.descending ? sql`desc` : sql`asc`;
    // The sum keeps PostgreSQL from walking along the index on net for a group that may be at its other end.
    const value = group !== null && sort.column === "net" ? sql`stats.net + 0` : sortValue[sort.column];
    const everyone = sql`
      select   customer_id
      from     customer_stats stats
      where    shop_id = ${shopId} and currency = ${currencyOf(shopId)}
      order by ${value} ${end}, customer_id ${end}
      limit    ${limit}
      offset   ${offset}`;
    const inGroup = sql`
      select   customer_id
      from     (
                 select     customer_id, ${value} as value, ${cell}
                 from       customer_stats stats
                 cross join cut
                 where      stats.shop_id = ${shopId} and stats.currency = ${currencyOf(shopId)}
               ) as scored
      where    ${isIn(group)}
      order by value ${end}, customer_id ${end}
      limit    ${limit}
      offset   ${offset}`;
    return sql`
      ${withCuts(shopId)},
      page as materialized (${group === null ? everyone : inGroup})
      select   page.customer_id as "customerId", ${customerColumns(today)}
      from     page
      ${figures(shopId)}
      order by ${sortValue[sort.column]} ${end}, page.customer_id ${end}`;
  },
});

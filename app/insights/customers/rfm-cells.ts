import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight, money } from "../define-insight.ts";
import { cell, withCuts } from "./rfm-scores.ts";

const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/**
 * How many customers have which RFM scores, and what did they bring to date? One row per recency score and FM (`worth`, its half cut off)
 * that anybody has.
 */
export const rfmCells = defineInsight({
  name: "rfm-cells",
  params: z.object({}),
  row: z.object({ recency: score, worth: score, customers: count, netSales: money }),
  sql: ({ shopId }) => sql`
    ${withCuts(shopId)}
    select   recency, worth, count(*) as customers, sum_whole(net)::text as "netSales"
    from     (
               select     ${cell}, stats.net
               from       customer_stats stats
               cross join cut
               where      stats.shop_id = ${shopId} and stats.currency = ${currencyOf(shopId)}
             ) as scored
    group by recency, worth
    order by recency desc, worth desc`,
});

export type RfmCell = Awaited<ReturnType<typeof rfmCells>>[number];

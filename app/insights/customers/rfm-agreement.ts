import { z } from "zod";
import { rfmGroupNamed } from "../../lib/rfm.ts";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight } from "../define-insight.ts";
import { cell, withCuts } from "./rfm-scores.ts";

const score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/**
 * How many customers does Shopify put into which of its groups, by the cell that we put them into? One row per cell and group of Shopify's.
 * Comparable are customers with orders that are stored, not deleted, and of whom Shopify names a group that we know.
 */
export const rfmAgreement = defineInsight({
  name: "rfm-agreement",
  params: z.object({}),
  row: z.object({ recency: score, worth: score, theirs: z.string().transform(rfmGroupNamed), customers: count }),
  sql: ({ shopId }) => sql`
    ${withCuts(shopId)}
    select   recency, worth, rfm_group as theirs, count(*) as customers
    from     (
               select     ${cell}, customer.rfm_group
               from       customer_stats stats
               join       customer on customer.shop_id = ${shopId} and customer.id = stats.customer_id
               cross join cut
               where      stats.shop_id = ${shopId} and stats.currency = ${currencyOf(shopId)}
               and        customer.rfm_group is not null and customer.deleted_at is null
             ) as scored
    group by recency, worth, rfm_group
    order by recency desc, worth desc, rfm_group`,
});

export type RfmAgreement = Awaited<ReturnType<typeof rfmAgreement>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, currencyOf, defineInsight } from "../define-insight.ts";

/** How many customers have ordered? Always one row: those whose figures are in the shop's currency, and those whose are in another. */
export const customerCount = defineInsight({
  name: "customer-count",
  params: z.object({}),
  row: z.object({ customers: count, inOtherCurrencies: count }),
  sql: ({ shopId }) => sql`
    select coalesce(sum(customers) filter (where currency = ${currencyOf(shopId)}), 0) as customers,
           coalesce(sum(customers) filter (where currency <> ${currencyOf(shopId)}), 0) as "inOtherCurrencies"
    from   customer_recency
    where  shop_id = ${shopId}`,
});

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight } from "../define-insight.ts";

/** How many customers has a shop, and how many of them have never ordered? Always one row; deleted ones are left out. */
export const prospects = defineInsight({
  name: "prospects",
  params: z.object({}),
  row: z.object({ customers: count, prospects: count }),
  sql: ({ shopId }) => sql`
    select    count(*) as customers, count(*) filter (where stats.customer_id is null) as prospects
    from      customer
    left join customer_stats stats on stats.shop_id = ${shopId} and stats.customer_id = customer.id
    where     customer.shop_id = ${shopId} and customer.deleted_at is null`,
});

import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, day, defineInsight } from "./define-insight.ts";

/**
 * From when on do the figures tell the shop's trade? Always one row: the first day with a sale (null before any), and the orders in all.
 */
export const history = defineInsight({
  name: "history",
  params: z.object({}),
  row: z.object({ historyFrom: day.nullable(), orders: count }),
  sql: ({ shopId }) => sql`
    select min(day) as "historyFrom",
           coalesce(sum(orders), 0)::bigint as orders
    from   daily_sales
    where  shop_id = ${shopId}`,
});

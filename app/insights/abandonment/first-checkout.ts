import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { day, defineInsight } from "../define-insight.ts";

/** Since when is anything known of checkouts and carts? Always one row; null where nothing is. */
export const firstCheckout = defineInsight({
  name: "first-checkout",
  params: z.object({}),
  row: z.object({ firstDay: day.nullable() }),
  sql: ({ shopId }) => sql`
    select (select day from daily_abandonment where shop_id = ${shopId} order by day limit 1) as "firstDay"`,
});

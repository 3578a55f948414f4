import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight } from "../define-insight.ts";
import { orderFilters, whereOrders } from "./order-filters.ts";

/** How many orders do the filters leave? Always one row, and exact. */
export const orderCount = defineInsight({
  name: "order-count",
  params: orderFilters,
  row: z.object({ orders: count }),
  sql: ({ shopId, ...filters }) => sql`
    select count(*) as orders
    from   order_summary
    where  ${whereOrders(shopId, filters)}`,
});

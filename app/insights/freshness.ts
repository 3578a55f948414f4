import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, day, defineInsight, instant } from "./define-insight.ts";

/**
 * As of when, and from when on, do the figures tell the shop's trade? Always one row: `asOf`, the start of the last sync that ended well,
 * for of what happened during it only a part may be in (null before the first); the first day with a sale; the orders in all; and how many
 * days and customers are loaded but not yet reckoned.
 */
export const freshness = defineInsight({
  name: "freshness",
  params: z.object({}),
  row: z.object({ asOf: instant.nullable(), historyFrom: day.nullable(), orders: count, pendingDirty: count }),
  sql: ({ shopId }) => sql`
    select (select max(started_at) from sync_run where shop_id = ${shopId} and status = 'done') as "asOf",
           min(day) as "historyFrom",
           coalesce(sum(orders), 0)::bigint as orders,
           (select count(*) from dirty where shop_id = ${shopId}) as "pendingDirty"
    from   daily_sales
    where  shop_id = ${shopId}`,
});

export type Freshness = Awaited<ReturnType<typeof freshness>>[number];

import { z } from "zod";
import { sql } from "../lib/sql.ts";
import { count, defineInsight, instant } from "./define-insight.ts";

/**
 * As of when do the figures tell the shop's trade? Always one row: `asOf` is the instant up to which everything is in: where webhooks wait,
 * or days that are loaded and not reckoned yet (`waiting` of them), it is since when the oldest does (`waitingSince`); otherwise when
 * Shopify last told us something that is in, by a webhook or by a sync that ended well (its start: of what happened during it only a part
 * may be in). Null before the first sync. `askedAt`: when this was so.
 */
export const freshness = defineInsight({
  name: "freshness",
  params: z.object({}),
  row: z.object({ asOf: instant.nullable(), waitingSince: instant.nullable(), waiting: count, askedAt: instant }),
  sql: ({ shopId }) => sql`
    with synced as (
      select max(started_at) as at
      from   sync_run
      where  shop_id = ${shopId} and status = 'done' and kind <> 'rebuild'
    ),
    waiting as (
      select count(*) as things, min(since) as since
      from   (
               select received_at as since
               from   inbox
               where  shop_id = ${shopId} and status = 'waiting' and kind <> 'compliance'
               union all
               select created_at
               from   dirty
               where  shop_id = ${shopId}
             ) as work
    )
    select case
             when synced.at is null then null
             else coalesce(
               waiting.since,
               greatest(
                 synced.at,
                 (select received_at from inbox where shop_id = ${shopId} and status = 'applied' order by id desc limit 1)
               )
             )
           end as "asOf",
           waiting.since as "waitingSince",
           waiting.things as waiting,
           clock_timestamp() as "askedAt"
    from   synced, waiting`,
});

export type Freshness = Awaited<ReturnType<typeof freshness>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { day, defineInsight } from "../define-insight.ts";
import { customerColumns, customerRow, figures } from "./customer-row.ts";
import { withCuts } from "./rfm-scores.ts";

/**
 * Which customers have never ordered? The newest first, which have the largest numbers; deleted ones are left out. Without a limit all of
 * them, from the smallest.
 */
export const prospectList = defineInsight({
  name: "prospect-list",
  params: z.object({ today: day, limit: z.number().int().positive().nullable(), offset: z.number().int().min(0) }),
  row: customerRow,
  sql: ({ shopId, today, limit, offset }) => {
    const end = limit === null ? sql`asc` : sql`desc`;
    return sql`
    ${withCuts(shopId)},
    page as materialized (
      select   id as customer_id
      from     customer
      where    shop_id = ${shopId} and deleted_at is null
      and      not exists (select from customer_stats stats where stats.shop_id = ${shopId} and stats.customer_id = customer.id)
      order by id ${end}
      limit    ${limit}
      offset   ${offset}
    )
    select   page.customer_id as "customerId", ${customerColumns(today)}
    from     page
    ${figures(shopId)}
    order by page.customer_id ${end}`;
  },
});

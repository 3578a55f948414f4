import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { day, defineInsight } from "../define-insight.ts";
import { customerColumns, customerRow, direction, figures, sorting, sortValue } from "./customer-row.ts";
import { withCuts } from "./rfm-scores.ts";

/** Which of these customers does the shop have, with what to date? With and without orders; who is not stored is left out. */
export const customersByNumber = defineInsight({
  name: "customers-by-number",
  params: z.object({ today: day, ids: z.array(z.string().regex(/^-?[1-9]\d{0,17}$/)).max(250), sort: sorting }),
  row: customerRow,
  sql: ({ shopId, today, ids, sort }) => sql`
    ${withCuts(shopId)},
    page as materialized (select distinct unnest(${ids}::bigint[]) as customer_id)
    select   page.customer_id as "customerId", ${customerColumns(today)}
    from     page
    ${figures(shopId)}
    where    customer.id is not null or stats.customer_id is not null
    order by ${sortValue[sort.column]} ${direction(sort.descending)}, page.customer_id ${direction(sort.descending)}`,
});

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, money } from "../define-insight.ts";
import { cohortCells, cohortParams } from "./cohort-cells.ts";

/**
 * What becomes of a customer on average, so many months after the month of their first order? One row per month since that is over for at
 * least one cohort: the cohorts for which it is, weighted by their sizes, so that each customer counts once.
 */
export const cohortAverages = defineInsight({
  name: "cohort-averages",
  params: cohortParams,
  row: z.object({
    since: count,
    cohorts: count,
    size: count,
    retention: z.number(),
    value: money,
    ordersPerCustomer: z.number(),
  }),
  sql: (bound) => sql`
    with cell as (${cohortCells(bound)})
    select   since, count(*) as cohorts, sum(size)::bigint as size, sum(customers)::float8 / sum(size)::float8 as retention,
             round(sum(net) / sum(size))::bigint as value, sum(orders)::float8 / sum(size)::float8 as "ordersPerCustomer"
    from     cell
    where    over
    group by since
    order by since`,
});

export type CohortAverage = Awaited<ReturnType<typeof cohortAverages>>[number];

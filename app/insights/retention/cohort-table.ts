import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight, money } from "../define-insight.ts";
import { cohortCells, cohortParams } from "./cohort-cells.ts";

/**
 * What became of the customers who first ordered in a month? One row per cohort and month since, newest cohort first. `retention`: its
 * customers who ordered in that month ÷ its size; `value`: its net sales up to the end of that month ÷ its size, rounded half away from
 * zero; `ordersPerCustomer`: its orders up to then ÷ its size. A month that is not over can still grow.
 */
export const cohortTable = defineInsight({
  name: "cohort-table",
  params: cohortParams,
  row: z.object({
    cohort: day,
    size: count,
    since: count,
    month: day,
    over: z.boolean(),
    customers: count,
    orders: count,
    netSales: money,
    retention: z.number(),
    value: money,
    ordersPerCustomer: z.number(),
  }),
  sql: (bound) => sql`
    with cell as (${cohortCells(bound)})
    select   cohort, size, since, month, over, customers, orders, net as "netSales", customers::float8 / size as retention,
             round(net::numeric / size)::bigint as value, orders::float8 / size as "ordersPerCustomer"
    from     cell
    order by cohort desc, since`,
});

export type CohortCell = Awaited<ReturnType<typeof cohortTable>>[number];

import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, defineInsight, limit } from "../define-insight.ts";
import { dimensions } from "./cohort-cells.ts";

/**
 * To what can cohorts be narrowed in a dimension? The values with most customers first, those whose name holds `search`. `name` is the
 * title of a product of the catalogue, null for one that is not in it any more; of the other dimensions it is the value itself.
 */
export const cohortValues = defineInsight({
  name: "cohort-values",
  params: z.object({ dimension: z.enum(dimensions), search: z.string().default(""), value: z.string().nullable().default(null), limit }),
  row: z.object({ value: z.string(), name: z.string().nullable(), customers: count }),
  sql: ({ shopId, dimension, search, value, limit: rows }) => {
    const name = dimension === "product" ? sql`product.title` : sql`known.value`;
    const titles = sql`left join product on product.shop_id = ${shopId} and product.id = known.value::bigint`;
    return sql`
      with known as materialized (
        select   value, sum(customers)::bigint as customers
        from     cohort_size
        where    shop_id = ${shopId} and dimension = ${dimension} and (${value}::text is null or value = ${value}::text)
        group by value
      )
      select   known.value, ${name} as name, known.customers
      from     known
      ${dimension === "product" ? titles : sql``}
      where    ${search} = '' or strpos(lower(${name}), lower(${search}::text)) > 0
      order by known.customers desc, known.value
      limit    ${rows}`;
  },
});

export type CohortValue = Awaited<ReturnType<typeof cohortValues>>[number];

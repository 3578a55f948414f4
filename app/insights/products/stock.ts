import { z } from "zod";
import { stockColumns } from "../../lib/product-query.ts";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight } from "../define-insight.ts";
import { shelf } from "./shelf.ts";

const orderings = {
  title: sql`lower(title)`,
  available: sql`case when tracked then available end`,
  onhand: sql`case when tracked then on_hand end`,
  rate: sql`units_a_day`,
  left: sql`days_left`,
  sold: sql`last_sold_on`,
};

/**
 * What is in stock, and how long does it last at the rate at which it sells now? One row per variant in the catalogue (see shelf).
 * `runsOut`: only those that are sold out within so many days from `today`, or are already; `unsold`: only those of which no unit was sold
 * for so many days, and that are that old. Null asks for neither. `total` counts the rows of all pages. `limit` null: all rows.
 */
export const stock = defineInsight({
  name: "stock",
  params: z.object({
    today: day,
    search: z.string().max(200),
    runsOut: z.number().int().min(0).max(10_000).nullable(),
    unsold: z.number().int().min(1).max(10_000).nullable(),
    sort: z.enum(stockColumns),
    descending: z.boolean(),
    limit: z.number().int().min(1).nullable(),
    offset: z.number().int().min(0),
  }),
  row: z.object({
    productId: z.string(),
    variantId: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    sku: z.string().nullable(),
    tracked: z.boolean(),
    available: count.nullable(),
    onHand: count.nullable(),
    unitsADay: z.number(),
    daysLeft: count.nullable(),
    lastSoldOn: day.nullable(),
    total: count,
  }),
  sql: ({ shopId, today, search, runsOut, unsold, sort, descending, limit, offset }) => sql`
    select   product_id as "productId", variant_id as "variantId", title, variant_title as "variantTitle", sku, tracked, available,
             on_hand as "onHand", units_a_day as "unitsADay", days_left as "daysLeft", last_sold_on as "lastSoldOn", count(*) over () as total
    from     (${shelf(shopId, today)}) as shelf
    where    (${search} = '' or strpos(lower(concat_ws(' ', title, variant_title, sku)), lower(${search})) > 0)
    and      (${runsOut}::integer is null or days_left <= ${runsOut}::integer)
    and      (
               ${unsold}::integer is null
               or coalesce(last_sold_on, made_on) < ${today}::date - ${unsold}::integer and made_on < ${today}::date - ${unsold}::integer
             )
    order by ${orderings[sort]} ${descending ? sql`desc` : sql`asc`} nulls last, lower(title), product_id, position, variant_id
    limit    ${limit}::bigint
    offset   ${offset}::bigint`,
});

export type Stock = Awaited<ReturnType<typeof stock>>[number];

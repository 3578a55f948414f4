import { z } from "zod";
import { sql } from "../../lib/sql.ts";
import { count, day, defineInsight } from "../define-insight.ts";
import { lastTitle } from "./traded.ts";

/**
 * What product is this? One row, or none where the shop has never had it: neither in its catalogue nor sold. `kept`: it is in the
 * catalogue, or was when it was deleted; else the title is that under which it was last sold.
 */
export const productCard = defineInsight({
  name: "product-card",
  params: z.object({ productId: z.string().regex(/^-?\d+$/) }),
  row: z.object({
    title: z.string().nullable(),
    type: z.string().nullable(),
    vendor: z.string().nullable(),
    status: z.string().nullable(),
    variants: count,
    kept: z.boolean(),
    deleted: z.boolean(),
    isGiftCard: z.boolean(),
    firstSoldOn: day.nullable(),
    lastSoldOn: day.nullable(),
  }),
  sql: ({ shopId, productId }) => sql`
    with sold as (
      select min(day) as first_on, max(day) as last_on
      from   daily_product_sales
      where  shop_id = ${shopId} and product_id = ${productId} and units_sold > 0
    )
    select    coalesce(product.title, ${lastTitle(shopId, sql`asked.id`)}) as title, product_type as type, vendor, status,
              (select count(*) from variant where shop_id = ${shopId} and product_id = asked.id) as variants,
              product.id is not null as kept, deleted_at is not null as deleted, coalesce(is_gift_card, false) as "isGiftCard",
              first_on as "firstSoldOn", last_on as "lastSoldOn"
    from      (select ${productId}::bigint as id) as asked
    cross join sold
    left join product on product.shop_id = ${shopId} and product.id = asked.id
    where     product.id is not null or exists (select from daily_product_sales where shop_id = ${shopId} and product_id = ${productId})`,
});

export type ProductCard = Awaited<ReturnType<typeof productCard>>[number];

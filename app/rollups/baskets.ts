import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { rewrite } from "./rewrite.ts";

/**
 * Orders with more different products than these are paired with nothing: 25 make 300 pairs, while one order of 1,114 lines would make
 * 620,000. They are counted, and left out of what is compared.
 */
export const MOST_PAIRED = 25;

/**
 * The orders placed on these days, with their `place` among their customer's and the different products, in order, of their first
 * agreement. Those of a gift card, or of goods without a product, are none.
 */
export function baskets(tx: ShopTransaction, days: readonly string[]) {
  return sql`
    select   sale.order_id, sale.day, sale.currency, placed.place, array_agg(distinct sale.product_id order by sale.product_id) as products
    from     sale
    join     order_place placed on placed.order_id = sale.order_id and placed.placed_at = sale.happened_at
    where    sale.shop_id = ${tx.shopId} and sale.day = any(${days}::date[]) and sale.counted
    and      sale.reason = 'ORDER' and sale.line_type = 'PRODUCT' and sale.action = 'ORDER' and sale.product_id is not null
    and      placed.shop_id = ${tx.shopId} and placed.day = any(${days}::date[])
    group by sale.order_id, sale.day, sale.currency, placed.place`;
}

/** One row per local day and currency: orders placed with a product, and those with too many to be paired. Recomputes these days. */
export async function refreshDailyBaskets(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await rewrite(tx, {
    table: "daily_baskets",
    key: ["day", "currency"],
    figures: ["orders", "left_out"],
    scope: sql`day = any(${days}::date[])`,
    fresh: sql`
      select   day, currency, count(*) as orders, count(*) filter (where cardinality(products) > ${MOST_PAIRED}::integer) as left_out
      from     (${baskets(tx, days)}) as basket
      group by day, currency`,
  });
}

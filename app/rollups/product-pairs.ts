import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { baskets, MOST_PAIRED } from "./baskets.ts";
import { daysOfMonths, narrowed } from "./months.ts";
import { rewrite } from "./rewrite.ts";

/**
 * One row per local day, pair of different products bought in one order (the smaller id first) and currency: recomputes these days. Answers
 * the products whose pairs have changed.
 */
export function refreshDailyProductPairs(tx: ShopTransaction, days: readonly string[]): Promise<string[]> {
  return rewrite(tx, {
    table: "daily_product_pairs",
    key: ["day", "product_id", "other_id", "currency"],
    figures: ["orders"],
    scope: sql`day = any(${days}::date[])`,
    fresh: sql`
      select   day, one.id as product_id, other.id as other_id, currency, count(*)::integer as orders
      from     (${baskets(tx, days)}) as basket,
               unnest(products) with ordinality as one (id, number),
               unnest(products[number + 1:]) as other (id)
      where    cardinality(products) between 2 and ${MOST_PAIRED}::integer
      group by day, one.id, other.id, currency`,
  });
}

/** The sums of daily_product_pairs by month: recomputes these months, of pairs whose two products are among those given. */
export async function refreshMonthlyProductPairs(
  tx: ShopTransaction,
  months: readonly string[],
  products: readonly string[],
): Promise<void> {
  const both = sql`${narrowed("product_id", products)} and ${narrowed("other_id", products)}`;
  await rewrite(tx, {
    table: "monthly_product_pairs",
    key: ["month", "product_id", "other_id", "currency"],
    figures: ["orders"],
    scope: sql`month = any(${months}::date[]) and ${both}`,
    fresh: sql`
      select   date_trunc('month', day::timestamp)::date as month, product_id, other_id, currency, sum(orders)::integer as orders
      from     daily_product_pairs
      where    shop_id = ${tx.shopId} and day = any(${daysOfMonths(months)}::date[]) and ${both}
      group by 1, 2, 3, 4`,
  });
}

/** The sums of monthly_product_pairs over all months: recomputes pairs whose two products are among those given. */
export async function refreshProductPairs(tx: ShopTransaction, products: readonly string[]): Promise<void> {
  const both = sql`${narrowed("product_id", products)} and ${narrowed("other_id", products)}`;
  await rewrite(tx, {
    table: "product_pairs",
    key: ["product_id", "other_id", "currency"],
    figures: ["orders"],
    scope: both,
    fresh: sql`
      select   product_id, other_id, currency, sum(orders)::integer as orders
      from     monthly_product_pairs
      where    shop_id = ${tx.shopId} and ${both}
      group by product_id, other_id, currency`,
  });
}

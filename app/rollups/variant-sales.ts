import { discounts, gross, productReturns, unitsReturned, unitsSold } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { daysOfMonths, narrowed } from "./months.ts";
import { rewrite } from "./rewrite.ts";

const key = ["product_id", "variant_id", "currency"];
const figures = ["gross", "discounts", "returns", "units_sold", "units_returned"];

/**
 * One row per local day, variant and currency in which goods were sold or came back: recomputes these days. Product and variant 0: goods
 * without one. Answers the products whose rows have changed.
 */
export function refreshDailyVariantSales(tx: ShopTransaction, days: readonly string[]): Promise<string[]> {
  return rewrite(tx, {
    table: "daily_variant_sales",
    key: ["day", ...key],
    figures,
    scope: sql`day = any(${days}::date[])`,
    fresh: sql`
      select   day, coalesce(product_id, 0) as product_id, coalesce(variant_id, 0) as variant_id, currency, ${gross} as gross,
               ${discounts} as discounts, ${productReturns} as returns, ${unitsSold} as units_sold, ${unitsReturned} as units_returned
      from     sale
      where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted and line_type = 'PRODUCT'
      group by day, coalesce(product_id, 0), coalesce(variant_id, 0), currency`,
  });
}

/**
 * The sums of daily_variant_sales by month, and the last day of each on which a unit was sold: recomputes these months, of these products.
 */
export async function refreshMonthlyVariantSales(
  tx: ShopTransaction,
  months: readonly string[],
  products: readonly string[],
): Promise<void> {
  await rewrite(tx, {
    table: "monthly_variant_sales",
    key: ["month", ...key],
    figures: [...figures, "last_sold_on"],
    scope: sql`month = any(${months}::date[]) and ${narrowed("product_id", products)}`,
    fresh: sql`
      select   date_trunc('month', day::timestamp)::date as month, product_id, variant_id, currency, sum(gross)::bigint as gross,
               sum(discounts)::bigint as discounts, sum(returns)::bigint as returns, sum(units_sold)::bigint as units_sold,
               sum(units_returned)::bigint as units_returned, max(day) filter (where units_sold > 0) as last_sold_on
      from     daily_variant_sales
      where    shop_id = ${tx.shopId} and day = any(${daysOfMonths(months)}::date[]) and ${narrowed("product_id", products)}
      group by 1, 2, 3, 4`,
  });
}

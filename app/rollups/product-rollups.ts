import type { ShopTransaction } from "../db.server.ts";
import { refreshDailyBaskets } from "./baskets.ts";
import { monthsOf } from "./months.ts";
import { refreshDailyProductPairs, refreshMonthlyProductPairs, refreshProductPairs } from "./product-pairs.ts";
import { refreshDailyProductSales, refreshMonthlyProductSales } from "./product-sales.ts";
import { refreshDailyVariantSales, refreshMonthlyVariantSales } from "./variant-sales.ts";

/**
 * All that is kept of products: recomputes these days, and then their months. A month of variants or pairs is recomputed for the products
 * alone whose days have changed, as the rest of it is still the sum of its days. Needs `order_place` to be up to date.
 */
export async function refreshProducts(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  const months = monthsOf(days);
  await refreshDailyProductSales(tx, days);
  await refreshMonthlyProductSales(tx, months);
  await refreshMonthlyVariantSales(tx, months, await refreshDailyVariantSales(tx, days));
  await refreshDailyBaskets(tx, days);
  const paired = await refreshDailyProductPairs(tx, days);
  await refreshMonthlyProductPairs(tx, months, paired);
  await refreshProductPairs(tx, paired);
}

import { discounts, gross, productReturns, unitsReturned, unitsSold } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { baskets, MOST_PAIRED } from "./baskets.ts";
import { daysOfMonths } from "./months.ts";
import { rewrite } from "./rewrite.ts";

const key = ["product_id", "currency"];
const figures = ["gross", "discounts", "returns", "units_sold", "units_returned", "orders", "first_orders", "later_orders", "compared"];

/**
 * One row per local day, product and currency in which goods were sold or came back: recomputes these days. Product 0: goods without one.
 * Needs `order_place` to be up to date: orders are those placed on the day with the product.
 */
export async function refreshDailyProductSales(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await rewrite(tx, {
    table: "daily_product_sales",
    key: ["day", ...key],
    figures,
    scope: sql`day = any(${days}::date[])`,
    fresh: sql`
      with traded as (
        select   day, coalesce(product_id, 0) as product_id, currency, ${gross} as gross, ${discounts} as discounts,
                 ${productReturns} as returns, ${unitsSold} as units_sold, ${unitsReturned} as units_returned
        from     sale
        where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted and line_type = 'PRODUCT'
        group by day, coalesce(product_id, 0), currency
      ),
      ordered as (
        select   day, product_id, currency, count(*) as orders, count(*) filter (where place = 1) as first_orders,
                 count(*) filter (where place > 1) as later_orders,
                 count(*) filter (where cardinality(products) <= ${MOST_PAIRED}::integer) as compared
        from     (${baskets(tx, days)}) as basket, unnest(products) as product_id
        group by day, product_id, currency
      )
      select    traded.*, coalesce(orders, 0) as orders, coalesce(first_orders, 0) as first_orders,
                coalesce(later_orders, 0) as later_orders, coalesce(compared, 0) as compared
      from      traded
      left join ordered on ordered.day = traded.day and ordered.product_id = traded.product_id and ordered.currency = traded.currency`,
  });
}

/** The sums of daily_product_sales by month: recomputes these months. */
export async function refreshMonthlyProductSales(tx: ShopTransaction, months: readonly string[]): Promise<void> {
  await rewrite(tx, {
    table: "monthly_product_sales",
    key: ["month", ...key],
    figures,
    scope: sql`month = any(${months}::date[])`,
    fresh: sql`
      select   date_trunc('month', day::timestamp)::date as month, product_id, currency, sum(gross)::bigint as gross,
               sum(discounts)::bigint as discounts, sum(returns)::bigint as returns, sum(units_sold)::bigint as units_sold,
               sum(units_returned)::bigint as units_returned, sum(orders)::bigint as orders, sum(first_orders)::bigint as first_orders,
               sum(later_orders)::bigint as later_orders, sum(compared)::bigint as compared
      from     daily_product_sales
      where    shop_id = ${tx.shopId} and day = any(${daysOfMonths(months)}::date[])
      group by 1, 2, 3`,
  });
}

import { discounts, gross, productReturns, unitsReturned, unitsSold } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** One row per local day, product and currency in which goods were sold or came back: recomputes these days. Product 0: goods without one. */
export async function refreshDailyProductSales(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await tx.query(sql`delete from daily_product_sales where shop_id = ${tx.shopId} and day = any(${days}::date[])`);
  await tx.query(sql`
    insert into daily_product_sales (shop_id, day, product_id, currency, gross, discounts, returns, units_sold, units_returned)
    select   ${tx.shopId}, day, coalesce(product_id, 0), currency, ${gross}, ${discounts}, ${productReturns}, ${unitsSold}, ${unitsReturned}
    from     sale
    where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted and line_type = 'PRODUCT'
    group by day, coalesce(product_id, 0), currency`);
}

import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { markCheckoutDays } from "./checkout-days.ts";

/**
 * Forgets carts and checkouts under way of which nothing was heard for 100 days, longer than Shopify lists a checkout that was abandoned:
 * what is to be told of those is in the facts that the exports bring. Marks the days that this changes.
 */
export async function pruneCheckouts(tx: ShopTransaction): Promise<void> {
  const [old] = await tx.query(sql`
    select from cart where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days'
    union all
    select from checkout where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days'
    limit 1`);
  if (old === undefined) return;
  await markCheckoutDays(
    tx,
    sql`
      select created_at as at from cart where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days'
      union
      select created_at from checkout where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days'`,
  );
  await tx.query(sql`
    with gone as (
      delete from checkout where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days' returning token
    )
    delete from checkout_line where shop_id = ${tx.shopId} and token = any(array(select token from gone))`);
  await tx.query(sql`delete from cart where shop_id = ${tx.shopId} and updated_at < clock_timestamp() - interval '100 days'`);
}

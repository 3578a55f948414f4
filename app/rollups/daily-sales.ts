import {
  discounts,
  duties,
  fees,
  giftCards,
  gross,
  orderValue,
  returns,
  shipping,
  taxes,
  tips,
  unitsReturned,
  unitsSold,
} from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** One row per local day and currency with any sale that counts: recomputes these days. Needs `order_place` to be up to date. */
export async function refreshDailySales(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await tx.query(sql`delete from daily_sales where shop_id = ${tx.shopId} and day = any(${days}::date[])`);
  await tx.query(sql`
    insert into daily_sales (
      shop_id, day, currency, gross, discounts, returns, shipping, duties, fees, taxes, tips, gift_cards, units_sold, units_returned,
      order_value, orders, first_orders, later_orders, guest_orders
    )
    with ledger as (
      select   day, currency, ${gross} as gross, ${discounts} as discounts, ${returns} as returns, ${shipping} as shipping,
               ${duties} as duties, ${fees} as fees, ${taxes} as taxes, ${tips} as tips, ${giftCards} as gift_cards,
               ${unitsSold} as units_sold, ${unitsReturned} as units_returned, ${orderValue} as order_value
      from     sale
      where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted
      group by day, currency
    ),
    placed as (
      select   day, currency, count(*) as orders, count(*) filter (where place = 1) as first_orders,
               count(*) filter (where place > 1) as later_orders, count(*) filter (where customer_id is null) as guest_orders
      from     order_place
      where    shop_id = ${tx.shopId} and day = any(${days}::date[])
      group by day, currency
    )
    select    ${tx.shopId}, ledger.*, coalesce(orders, 0), coalesce(first_orders, 0), coalesce(later_orders, 0), coalesce(guest_orders, 0)
    from      ledger
    left join placed on placed.day = ledger.day and placed.currency = ledger.currency`);
}

import {
  discounts,
  duties,
  fees,
  giftCards,
  gross,
  net,
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

/**
 * One row per local day and currency with any sale that counts: recomputes these days. Needs `order_place` to be up to date. The net sales
 * of the day's rows stand by the kind of their order too; what was added to an order of gift cards, which has no place, is a later purchase
 * of whoever bought them, or a guest's.
 */
export async function refreshDailySales(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await tx.query(sql`delete from daily_sales where shop_id = ${tx.shopId} and day = any(${days}::date[])`);
  await tx.query(sql`
    insert into daily_sales (
      shop_id, day, currency, gross, discounts, returns, shipping, duties, fees, taxes, tips, gift_cards, units_sold, units_returned,
      order_value, orders, first_orders, later_orders, guest_orders, first_net, later_net, guest_net
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
    ),
    goods as materialized (
      select   order_id, day, currency, ${net} as net
      from     sale
      where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted and line_type in ('PRODUCT', 'ADJUSTMENT')
      group by order_id, day, currency
    ),
    known as materialized (
      select order_id, customer_id, place
      from   order_place
      where  shop_id = ${tx.shopId} and order_id = any(array(select order_id from goods))
    ),
    bought_gift_cards as materialized (
      select id as order_id, customer_id
      from   orders
      where  shop_id = ${tx.shopId} and id = any(array(select order_id from goods except select order_id from known))
    ),
    kinds as (
      select   day, currency, coalesce(sum(net) filter (where place = 1), 0) as first_net,
               coalesce(sum(net) filter (where place is distinct from 1 and customer_id is not null), 0) as later_net,
               coalesce(sum(net) filter (where customer_id is null), 0) as guest_net
      from     goods
      join     (select * from known union all select order_id, customer_id, null from bought_gift_cards) as bought using (order_id)
      group by day, currency
    )
    select    ${tx.shopId}, ledger.*, coalesce(orders, 0), coalesce(first_orders, 0), coalesce(later_orders, 0), coalesce(guest_orders, 0),
              coalesce(first_net, 0), coalesce(later_net, 0), coalesce(guest_net, 0)
    from      ledger
    left join placed on placed.day = ledger.day and placed.currency = ledger.currency
    left join kinds on kinds.day = ledger.day and kinds.currency = ledger.currency`);
}

import { discounts, duties, fees, gross, net, orderValue, returns, shipping, taxes } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const dimensions = ["channel", "country", "region", "currency", "hour", "code"];

/**
 * One row per dimension, local day, value and currency: recomputes these days. An order counts on the day and in the hour in which it was
 * placed, money on the day and in the hour of each sale; both by what the order is like now. Needs `order_place` to be up to date.
 */
export async function refreshDailyBreakdown(tx: ShopTransaction, days: readonly string[]): Promise<void> {
  await tx.query(sql`
    delete from daily_breakdown
    where  shop_id = ${tx.shopId} and dimension = any(${dimensions}::text[]) and day = any(${days}::date[])`);
  await tx.query(sql`
    insert into daily_breakdown (
      shop_id, dimension, day, value, currency, orders, first_orders, gross, discounts, returns, net, total, order_value
    )
    with zone as (
      select time_zone from shop where id = ${tx.shopId}
    ),
    ledger as materialized (
      select   order_id, day, currency, date_part('hour', happened_at at time zone (select time_zone from zone)) as hour,
               0 as orders, 0 as first_orders, (${gross})::bigint as gross, (${discounts})::bigint as discounts,
               (${returns})::bigint as returns, (${net})::bigint as net,
               (${net} + ${shipping} + ${duties} + ${fees} + ${taxes})::bigint as total, (${orderValue})::bigint as order_value
      from     sale
      where    shop_id = ${tx.shopId} and day = any(${days}::date[]) and counted
      group by 1, 2, 3, 4
    ),
    activity as (
      select * from ledger
      union all
      -- a guest's order has no place, and may be all that there is of its hour where the order's own day is yet to be recomputed
      select order_id, day, currency, date_part('hour', placed_at at time zone (select time_zone from zone)), 1,
             (place is not distinct from 1)::integer, 0, 0, 0, 0, 0, 0
      from   order_place
      where  shop_id = ${tx.shopId} and day = any(${days}::date[])
    ),
    likeness as materialized (
      select id, coalesce(source_name, '') as channel, coalesce(country, '') as country,
             case when country is null then '' else concat_ws('-', country, nullif(province, '')) end as region, presentment_currency,
             case when discount_codes = '{}' then array['']
                  else array(select distinct upper(code) from unnest(discount_codes) code) end as codes
      from   orders
      where  shop_id = ${tx.shopId} and id = any(array(select order_id from ledger))
    ),
    described as (
      select unnest(array['channel', 'country', 'region', 'currency', 'hour'] || array_fill('code'::text, array[cardinality(codes)])) as dimension,
             unnest(array[channel, country, region, presentment_currency, lpad(hour::text, 2, '0')] || codes) as value,
             activity.*
      from   activity
      join   likeness on likeness.id = activity.order_id
    )
    select   ${tx.shopId}, dimension, day, value, currency, sum(orders), sum(first_orders), sum(gross), sum(discounts), sum(returns),
             sum(net), sum(total), sum(order_value)
    from     described
    group by dimension, day, value, currency`);
}

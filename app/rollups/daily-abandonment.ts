import type { ShopTransaction } from "../db.server.ts";
import type { Days } from "../lib/date-range.ts";
import { sql } from "../lib/sql.ts";
import { knownCheckouts } from "./known-checkouts.ts";

/**
 * One row per local day and currency of the checkouts and carts begun on it: recomputes these days. Needs `order_summary`. An order of
 * which no webhook told the checkout counts as completed on its own day; of those the checkouts that the export alone shows as recovered on
 * that day are taken off, for each of them came to one of these orders.
 */
export async function refreshDailyAbandonment(tx: ShopTransaction, days: Days): Promise<void> {
  await tx.query(sql`delete from daily_abandonment where shop_id = ${tx.shopId} and day between ${days.from} and ${days.to}`);
  await tx.query(sql`
    insert into daily_abandonment (
      shop_id, day, currency, abandoned, value, recovered, recovered_value, completed, carts, carts_left, carts_value
    )
    with ${knownCheckouts(tx.shopId, days)},
    left_behind as (
      select   day, currency, count(*) as abandoned, sum(total) as value, count(completed_at) as recovered,
               coalesce(sum(total) filter (where completed_at is not null), 0) as recovered_value
      from     known
      where    is_left
      group by day, currency
    ),
    placed as materialized (
      select order_id, day
      from   order_summary
      where  shop_id = ${tx.shopId} and day between ${days.from} and ${days.to} and standing in ('sale', 'gift_cards')
    ),
    bought as materialized (
      select id, checkout_token, currency
      from   orders
      where  shop_id = ${tx.shopId} and id = any(array(select order_id from placed)) and checkout_token is not null
    ),
    traced as materialized (
      select token from checkout where shop_id = ${tx.shopId} and token = any(array(select checkout_token from bought))
    ),
    completed as (
      select   day, paid_currency as currency, count(*) as completed
      from     known
      where    counts and not is_left
      group by day, paid_currency
      union all
      select   placed.day, bought.currency, count(*)
      from     bought
      join     placed on placed.order_id = bought.id
      where    bought.checkout_token not in (select token from traced)
      group by placed.day, bought.currency
    ),
    came_back as materialized (
      select id, currency, (completed_at at time zone time_zone)::date as day
      from   abandoned_checkout, zone
      where  shop_id = ${tx.shopId} and completed_at >= (select since from zone) and completed_at < (select until from zone)
             and completed_at > created_at + cut_off
    ),
    told as materialized (
      select number from checkout where shop_id = ${tx.shopId} and number = any(array(select id from came_back))
    ),
    untraced as (
      select   day, currency, count(*) as recovered
      from     came_back
      where    id not in (select number from told)
      group by day, currency
    ),
    filled as materialized (
      select cart.*, (created_at at time zone time_zone)::date as day
      from   cart, zone
      where  shop_id = ${tx.shopId} and created_at >= (select since from zone) and created_at < (select until from zone) and units > 0
    ),
    went_on as (
      select cart_token as token from checkout where shop_id = ${tx.shopId} and cart_token = any(array(select token from filled))
      union
      select cart_token from orders where shop_id = ${tx.shopId} and cart_token = any(array(select token from filled))
    ),
    carts as (
      select    day, currency, count(*) as carts, count(*) filter (where went_on.token is null) as carts_left,
                coalesce(sum(total) filter (where went_on.token is null), 0) as carts_value
      from      filled
      left join went_on on went_on.token = filled.token
      group by  day, currency
    ),
    parts as (
      select day, currency, abandoned, value, recovered, recovered_value, 0 as completed, 0 as untraced, 0 as carts, 0 as carts_left, 0 as carts_value
      from   left_behind
      union all
      select day, currency, 0, 0, 0, 0, completed, 0, 0, 0, 0 from completed
      union all
      select day, currency, 0, 0, 0, 0, 0, recovered, 0, 0, 0 from untraced
      union all
      select day, currency, 0, 0, 0, 0, 0, 0, carts, carts_left, carts_value from carts
    )
    select   ${tx.shopId}, day, currency, sum(abandoned), sum(value), sum(recovered), sum(recovered_value),
             greatest(sum(completed) - sum(untraced), 0), sum(carts), sum(carts_left), sum(carts_value)
    from     parts
    group by day, currency`);
}

import type { ShopTransaction } from "../db.server.ts";
import type { Days } from "../lib/date-range.ts";
import { sql } from "../lib/sql.ts";
import { knownCheckouts } from "./known-checkouts.ts";

/** One row per checkout that was left: recomputes those begun on these days. */
export async function refreshLeftCheckouts(tx: ShopTransaction, days: Days): Promise<void> {
  await tx.query(sql`delete from left_checkout where shop_id = ${tx.shopId} and day between ${days.from} and ${days.to}`);
  await tx.query(sql`
    insert into left_checkout (
      shop_id, day, key, number, token, listed, created_at, idle_at, completed_at, customer_id, currency, total, units
    )
    with ${knownCheckouts(tx.shopId, days)},
    units as (
      select   '#' || checkout_id as key, sum(quantity) as units
      from     abandoned_checkout_line
      where    shop_id = ${tx.shopId} and checkout_id = any(array(select number from known where listed))
      group by 1
      union all
      select   known.key, sum(quantity)
      from     checkout_line line
      join     known on known.token = line.token and not known.listed
      where    line.shop_id = ${tx.shopId} and line.token = any(array(select token from known where not listed))
      group by 1
    )
    select    ${tx.shopId}, day, known.key, number, token, listed, created_at, idle_at, completed_at, customer_id, currency, total,
              coalesce(units.units, 0)
    from      known
    left join units on units.key = known.key
    where     is_left`);
}

/** One row per local day, product and currency of the lines of these checkouts, which have to be up to date: recomputes the days. */
export async function refreshDailyLeftProducts(tx: ShopTransaction, { from, to }: Days): Promise<void> {
  await tx.query(sql`delete from daily_left_product where shop_id = ${tx.shopId} and day between ${from} and ${to}`);
  await tx.query(sql`
    insert into daily_left_product (shop_id, day, product_id, currency, checkouts, units, total, recovered_units, recovered)
    with checkouts as materialized (
      select * from left_checkout where shop_id = ${tx.shopId} and day between ${from} and ${to}
    ),
    lines as (
      select checkouts.*, coalesce(line.product_id, 0) as product_id, line.quantity, line.total as line_total
      from   checkouts
      join   abandoned_checkout_line line on line.checkout_id = checkouts.number
      where  listed and line.shop_id = ${tx.shopId}
             and line.checkout_id = any(array(select number from checkouts where listed))
      union all
      select checkouts.*, coalesce(line.product_id, 0), line.quantity, line.total
      from   checkouts
      join   checkout_line line on line.token = checkouts.token
      where  not listed and line.shop_id = ${tx.shopId} and line.token = any(array(select token from checkouts where not listed))
    )
    select   ${tx.shopId}, day, product_id, currency, count(distinct key), sum(quantity), sum(line_total),
             coalesce(sum(quantity) filter (where completed_at is not null), 0),
             coalesce(sum(line_total) filter (where completed_at is not null), 0)
    from     lines
    group by day, product_id, currency`);
}

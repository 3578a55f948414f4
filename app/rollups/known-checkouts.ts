import { cutOff } from "../db/cut-off.ts";
import type { Days } from "../lib/date-range.ts";
import { type Sql, sql } from "../lib/sql.ts";

/**
 * The CTEs `zone` (the shop's time zone and cut-off, and the instants between which the days lie), `listed` and `seen` (checkouts of the
 * export and of webhooks), `paid` (orders that came of a checkout) and `known`: one row per checkout begun on these days, however many ways
 * it is known, with `counts`: an order that counts came of it, in `paid_currency`. `is_left`: it has contact details and was not completed
 * within the cut-off after its last change; where that is not known, after it was begun.
 */
export function knownCheckouts(shopId: string, { from, to }: Days): Sql {
  return sql`
    zone as materialized (
      select time_zone, (${cutOff}) as cut_off, ${from}::date::timestamp at time zone time_zone as since,
             (${to}::date + 1)::timestamp at time zone time_zone as until
      from   shop
      where  id = ${shopId}
    ),
    begun as materialized (
      select *
      from   checkout
      where  shop_id = ${shopId} and created_at >= (select since from zone) and created_at < (select until from zone)
    ),
    listed_here as materialized (
      select *
      from   abandoned_checkout
      where  shop_id = ${shopId} and created_at >= (select since from zone) and created_at < (select until from zone)
    ),
    seen as materialized (
      select * from begun
      union
      select * from checkout where shop_id = ${shopId} and number = any(array(select id from listed_here))
    ),
    listed as materialized (
      select * from listed_here
      union
      select * from abandoned_checkout where shop_id = ${shopId} and id = any(array(select number from begun where number is not null))
    ),
    paid as materialized (
      select   checkout_token as token, min(created_at) as paid_at, min(currency) as currency, bool_or(not test and deleted_at is null) as counts
      from     orders
      where    shop_id = ${shopId} and checkout_token = any(array(select token from seen))
      group by checkout_token
    ),
    described as (
      select     coalesce('#' || coalesce(listed.id, seen.number), seen.token) as key, coalesce(listed.id, seen.number) as number, seen.token,
                 listed.id is not null as listed, coalesce(listed.created_at, seen.created_at) as created_at,
                 case when seen.token is null and listed.completed_at is not null then listed.created_at
                      else greatest(seen.active_at, case when listed.completed_at is null then listed.updated_at end) end as active_at,
                 coalesce(paid.paid_at, seen.completed_at, listed.completed_at) as completed_at,
                 coalesce(listed.id is not null or seen.has_contact, false) as has_contact,
                 coalesce(listed.customer_id, seen.customer_id) as customer_id, coalesce(listed.currency, seen.currency) as currency,
                 case when seen.updated_at > listed.updated_at then seen.total else coalesce(listed.total, seen.total) end as total,
                 coalesce(paid.counts, false) as counts, paid.currency as paid_currency
      from       listed
      full join  seen on seen.number = listed.id
      left join  paid on paid.token = seen.token
    ),
    known as materialized (
      select distinct on (key) *, (created_at at time zone time_zone)::date as day, active_at + cut_off as idle_at,
             has_contact and (completed_at is null or completed_at > active_at + cut_off) as is_left
      from   described, zone
      where  created_at >= since and created_at < until
      order  by key, active_at desc, token
    )`;
}

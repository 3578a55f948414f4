import { type Sql, sql } from "../../lib/sql.ts";
import { currencyOf } from "../define-insight.ts";

type Asked = { readonly shopId: string; readonly from: string; readonly to: string; readonly at: string };

/**
 * The checkouts of the range that somebody may still be at, at the instant `at`: the rollups hold them as left, and they are taken off what is
 * told. One row each.
 */
export function openCheckouts({ shopId, from, to, at }: Asked): Sql {
  return sql`
    select *
    from   left_checkout
    where  shop_id = ${shopId} and idle_at > ${at}::timestamptz and day between ${from} and ${to} and completed_at is null
           and currency = ${currencyOf(shopId)}`;
}

/** The same of carts with goods and without a checkout; `day` is the local day on which each was begun. */
export function openCarts({ shopId, from, to, at }: Asked): Sql {
  return sql`
    select cart.*, (cart.created_at at time zone shop.time_zone)::date as day
    from   cart
    join   shop on shop.id = cart.shop_id
    where  cart.shop_id = ${shopId} and cart.units > 0 and cart.currency = shop.currency
           and cart.updated_at > ${at}::timestamptz - coalesce((shop.settings ->> 'abandonedAfterMinutes')::integer, 10) * interval '1 minute'
           and (cart.created_at at time zone shop.time_zone)::date between ${from} and ${to}
           and not exists (select from checkout where checkout.shop_id = cart.shop_id and checkout.cart_token = cart.token)
           and not exists (select from orders where orders.shop_id = cart.shop_id and orders.cart_token = cart.token)`;
}

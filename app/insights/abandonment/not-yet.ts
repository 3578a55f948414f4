import { cutOff } from "../../db/cut-off.ts";
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
    select *
    from   (
             select cart.*, (created_at at time zone (select time_zone from shop where id = ${shopId}))::date as day
             from   cart
             where  shop_id = ${shopId} and updated_at > (select ${at}::timestamptz - (${cutOff}) from shop where id = ${shopId})
                    and units > 0 and currency = ${currencyOf(shopId)}
           ) as recent
    where  day between ${from} and ${to}
           and not exists (select from checkout where checkout.shop_id = ${shopId} and checkout.cart_token = recent.token)
           and not exists (select from orders where orders.shop_id = ${shopId} and orders.cart_token = recent.token)`;
}

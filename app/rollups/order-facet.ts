import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** Orders brought up to date by one statement: their ids travel with it. */
const CHUNK = 50_000;

/** Longer ones are found by their beginning: a key of an index has an end. */
const LONGEST = 255;

/**
 * One row per order and tag, discount code (both in small letters) or product of it: recomputes these orders. Needs `order_summary` to be
 * up to date. A product is one of the order's lines, also of one that was taken off. Rows that are as they should be are not written.
 */
export async function refreshOrderFacets(tx: ShopTransaction, orders: readonly string[]): Promise<void> {
  for (let start = 0; start < orders.length; start += CHUNK) await refresh(tx, orders.slice(start, start + CHUNK));
}

function refresh(tx: ShopTransaction, orders: readonly string[]) {
  return tx.query(sql`
    with days as materialized (
      select order_id, day from order_summary where shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    ),
    words as materialized (
      select id as order_id, tags, discount_codes from orders where shop_id = ${tx.shopId} and id = any(${orders}::bigint[])
    ),
    named as (
      select order_id, 'tag' as facet, unnest(tags) as value from words
      union all
      select order_id, 'code', unnest(discount_codes) from words
      union all
      select order_id, 'product', product_id::text
      from   order_line
      where  shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[]) and product_id is not null
    ),
    now as materialized (
      select distinct facet, left(lower(value), ${LONGEST}) as value, days.day, named.order_id
      from   named
      join   days on days.order_id = named.order_id
    ),
    stored as materialized (
      select facet, value, day, order_id from order_facet where shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    ),
    vanished as materialized (
      select * from stored except select * from now
    ),
    gone as (
      delete from order_facet
      using  vanished
      where  order_facet.shop_id = ${tx.shopId} and order_facet.order_id = any(${orders}::bigint[])
      and    order_facet.order_id = vanished.order_id and order_facet.facet = vanished.facet and order_facet.value = vanished.value
      and    order_facet.day = vanished.day
    )
    insert into order_facet (shop_id, facet, value, day, order_id)
    select   ${tx.shopId}, facet, value, day, order_id
    from     (select * from now except select * from stored) as fresh
    order by facet, value, day, order_id`);
}

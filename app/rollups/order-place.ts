import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import type { Stale } from "./take-dirty.ts";

const ids = z.array(z.object({ id: z.string() }));
const touched = z.tuple([z.object({ days: z.array(z.string()), customers: z.array(z.string()) })]);
const moved = z.array(z.object({ order_id: z.string(), day: z.string() }));

/** What has to be recomputed further on: days, customers, and orders. */
export type Touched = Stale & { readonly orders: readonly string[] };

/**
 * One row per order that counts: recomputes the orders with sales on these days and those of these customers, then the places of all orders
 * of every customer touched. Answers what has to be recomputed further on: the days given and those that orders left, came to, or on which
 * an order's place moved; the customers given and those of the orders touched, before and now; and the orders touched or moved.
 */
export async function refreshOrderPlaces(tx: ShopTransaction, stale: Stale): Promise<Touched> {
  const orders = ids.parse(await touchedOrders(tx, stale)).map(({ id }) => id);
  const [{ days, customers }] = touched.parse(await writeOrders(tx, orders, stale));
  const renumbered = moved.parse(await numberOrders(tx, customers));
  return {
    days: [...new Set([...days, ...renumbered.map(({ day }) => day)])],
    customers,
    orders: [...new Set([...orders, ...renumbered.map(({ order_id }) => order_id)])],
  };
}

function touchedOrders(tx: ShopTransaction, { days, customers }: Stale) {
  return tx.query(sql`
    select order_id as id from sale where shop_id = ${tx.shopId} and day = any(${days}::date[])
    union
    select order_id from order_place where shop_id = ${tx.shopId} and day = any(${days}::date[])
    union
    select id from orders where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
    union
    select order_id from order_place where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])`);
}

/**
 * An order belongs to the day of its first agreement of reason ORDER; one of gift cards alone is none. A new row gets the place that it has
 * among the orders at hand: on a first load, which brings all of a customer's orders, that is its place already.
 */
function writeOrders(tx: ShopTransaction, orders: readonly string[], { days, customers }: Stale) {
  return tx.query(sql`
    with before as materialized (
      select *
      from   order_place
      where  shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    ),
    owned as materialized (
      select id, customer_id
      from   orders
      where  shop_id = ${tx.shopId} and id = any(${orders}::bigint[])
    ),
    placed as materialized (
      select   order_id, min(day) as day, min(happened_at) as placed_at, min(currency) as currency
      from     sale
      where    shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[]) and reason = 'ORDER' and counted
      group by order_id
      having   bool_or(line_type = 'PRODUCT') or not bool_or(line_type = 'GIFT_CARD')
    ),
    now as materialized (
      select placed.*, owned.customer_id
      from   placed
      join   owned on owned.id = placed.order_id
    ),
    gone as (
      delete from order_place
      where  shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
      and    not exists (select from now where now.order_id = order_place.order_id)
    ),
    written as (
      insert into order_place (shop_id, order_id, day, placed_at, customer_id, currency, place)
      select ${tx.shopId}, order_id, day, placed_at, customer_id, currency,
             case when customer_id is not null then row_number() over (partition by customer_id order by placed_at, order_id) end
      from   now
      on conflict (shop_id, order_id) do update
      set    day = excluded.day, placed_at = excluded.placed_at, customer_id = excluded.customer_id, currency = excluded.currency,
             place = case when order_place.customer_id = excluded.customer_id then order_place.place end
      where  (order_place.day, order_place.placed_at, order_place.customer_id, order_place.currency)
             is distinct from (excluded.day, excluded.placed_at, excluded.customer_id, excluded.currency)
    )
    select array(
             select unnest(${days}::date[]) union select day from before union select day from now
           )::text[] as days,
           array(
             select unnest(${customers}::bigint[])
             union
             select customer_id from before where customer_id is not null
             union
             select customer_id from owned where customer_id is not null
           )::text[] as customers`);
}

/** Numbers each customer's orders by time; of two at one instant the one with the smaller id came first. */
function numberOrders(tx: ShopTransaction, customers: readonly string[]) {
  return tx.query(sql`
    with numbered as materialized (
      select order_id, row_number() over (partition by customer_id order by placed_at, order_id) as place
      from   order_place
      where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
    ),
    moved as (
      update order_place
      set    place = numbered.place
      from   numbered
      where  order_place.shop_id = ${tx.shopId} and order_place.customer_id = any(${customers}::bigint[])
      and    order_place.order_id = numbered.order_id and order_place.place is distinct from numbered.place
      returning order_place.order_id, order_place.day
    )
    select order_id, day from moved`);
}

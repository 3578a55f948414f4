import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { monthsOf } from "./months.ts";
import type { Stale } from "./take-dirty.ts";

const ids = z.array(z.object({ id: z.string() }));
const written = z
  .tuple([
    z.object({ days: z.array(z.string()), customers: z.array(z.string()), altered: z.array(z.string()), moves: z.array(z.string()) }),
  ])
  .transform(([changed]) => changed);
const moved = z.array(
  z.object({ order_id: z.string(), day: z.string(), renumbered: z.boolean(), other_kind: z.boolean(), other_gap: z.boolean() }),
);
const soldOn = z.array(z.object({ day: z.string() }));

/**
 * What has to be recomputed further on: days, customers, orders, and months, by their first days, in which orders came after others than
 * before.
 */
export type Touched = Stale & { readonly orders: readonly string[]; readonly months: readonly string[] };

/**
 * One row per order that counts: recomputes the orders with sales on these days and those of these customers, then the places of all orders
 * of the customers given and of every customer with an order that changed. Answers what has to be recomputed further on: the days given,
 * those that orders left or came to, and every day with a sale of an order that is its customer's first now, was it before, or changed
 * hands; the customers given and those of the orders that changed, before and now; and the orders with sales on the days, of the customers,
 * or moved. What only shares a day or a customer with something dirty is not recomputed further: a load marks the day and the customer of a
 * sale.
 */
export async function refreshOrderPlaces(tx: ShopTransaction, stale: Stale): Promise<Touched> {
  const orders = ids.parse(await touchedOrders(tx, stale)).map(({ id }) => id);
  const { days, customers, altered, moves } = written.parse(await writeOrders(tx, orders, stale));
  const shifted = moved.parse(await numberOrders(tx, customers));
  const renumbered = shifted.filter((order) => order.renumbered);
  const otherKind = [...altered, ...renumbered.filter(({ other_kind }) => other_kind).map(({ order_id }) => order_id)];
  const theirDays = otherKind.length === 0 ? [] : soldOn.parse(await daysWithSales(tx, otherKind)).map(({ day }) => day);
  return {
    days: [...new Set([...days, ...theirDays])],
    customers,
    orders: [...new Set([...orders, ...renumbered.map(({ order_id }) => order_id)])],
    months: monthsOf([...stale.days, ...moves, ...shifted.filter(({ other_gap }) => other_gap).map(({ day }) => day)]),
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
      insert into order_place (
        shop_id, order_id, day, placed_at, customer_id, currency, place, previous_on, before_previous_on, next_on
      )
      select ${tx.shopId}, order_id, day, placed_at, customer_id, currency,
             case when customer_id is not null then ${place} end,
             case when customer_id is not null then ${previousOn} end,
             case when customer_id is not null then ${beforePreviousOn} end,
             case when customer_id is not null then ${nextOn} end
      from   now
      window ${windows}
      on conflict (shop_id, order_id) do update
      set    day = excluded.day, placed_at = excluded.placed_at, customer_id = excluded.customer_id, currency = excluded.currency,
             place = case when order_place.customer_id = excluded.customer_id then order_place.place end,
             previous_on = case when order_place.customer_id = excluded.customer_id then order_place.previous_on end,
             before_previous_on = case when order_place.customer_id = excluded.customer_id then order_place.before_previous_on end,
             next_on = case when order_place.customer_id = excluded.customer_id then order_place.next_on end
      where  (order_place.day, order_place.placed_at, order_place.customer_id, order_place.currency)
             is distinct from (excluded.day, excluded.placed_at, excluded.customer_id, excluded.currency)
    ),
    changed as materialized (
      select    before.order_id as known_id, before.day as old_day, before.customer_id as old_customer, now.day, now.customer_id
      from      before
      full join now on now.order_id = before.order_id
      where     (before.order_id, before.day, before.placed_at, before.customer_id, before.currency)
                is distinct from (now.order_id, now.day, now.placed_at, now.customer_id, now.currency)
    )
    select array(
             select unnest(${days}::date[])
             union
             select old_day from changed where old_day is not null
             union
             select day from changed where day is not null
           )::text[] as days,
           array(
             select old_day from changed where old_day is not null
             union
             select day from changed where day is not null
           )::text[] as moves,
           array(
             select unnest(${customers}::bigint[])
             union
             select old_customer from changed where old_customer is not null
             union
             select customer_id from changed where customer_id is not null
           )::text[] as customers,
           array(
             select known_id from changed where known_id is not null and old_customer is distinct from customer_id
           )::text[] as altered`);
}

// Of two orders at one instant the one with the smaller id came first.
const windows = sql`
  whole as (partition by customer_id order by placed_at, order_id),
  of_currency as (partition by customer_id, currency order by placed_at, order_id)`;
const place = sql`row_number() over whole`;
const previousOn = sql`lag(day) over of_currency`;
const beforePreviousOn = sql`lag(day, 2) over of_currency`;
const nextOn = sql`lead(day) over whole`;

/**
 * Numbers each customer's orders by time, with the days of those around them. Answers those that have another place (`renumbered`;
 * `other_kind`: it became their first order, or was it), or come after orders of other days than before (`other_gap`).
 */
function numberOrders(tx: ShopTransaction, customers: readonly string[]) {
  return tx.query(sql`
    with numbered as materialized (
      select order_id, ${place} as place, ${previousOn} as previous_on, ${beforePreviousOn} as before_previous_on, ${nextOn} as next_on
      from   order_place
      where  shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      window ${windows}
    ),
    moved as (
      update order_place
      set    place = numbered.place, previous_on = numbered.previous_on, before_previous_on = numbered.before_previous_on,
             next_on = numbered.next_on
      from   numbered
      where  order_place.shop_id = ${tx.shopId} and order_place.customer_id = any(${customers}::bigint[])
      and    order_place.order_id = numbered.order_id
      and    (order_place.place, order_place.previous_on, order_place.before_previous_on, order_place.next_on)
             is distinct from (numbered.place, numbered.previous_on, numbered.before_previous_on, numbered.next_on)
      returning order_place.order_id, new.day, old.place as old_place, new.place,
                (old.previous_on, old.before_previous_on) is distinct from (new.previous_on, new.before_previous_on) as other_gap
    )
    select order_id, day, old_place is distinct from place as renumbered, (old_place = 1) is distinct from (place = 1) as other_kind, other_gap
    from   moved
    where  old_place is distinct from place or other_gap`);
}

function daysWithSales(tx: ShopTransaction, orders: readonly string[]) {
  return tx.query(sql`select distinct day from sale where shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])`);
}

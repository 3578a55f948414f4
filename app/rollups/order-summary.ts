import { z } from "zod";
import { columnsOf } from "../db/columns.ts";
import { net, unitsReturned, unitsSold } from "../db/ledger.ts";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import type { Touched } from "./order-place.ts";

const ids = z.array(z.object({ id: z.string() }));

const names = [
  ..."order_id name day placed_at customer_id place standing financial_status fulfillment_status cancelled closed edited".split(" "),
  ..."returned source_name units original_total current_total net currency".split(" "),
];
const columns = columnsOf(names);

/** Orders brought up to date by one statement: their ids travel with it. */
const CHUNK = 50_000;

/**
 * One row per order that is stored, whether it counts or not: recomputes the orders given, those placed on the days given, and those that
 * were. Needs `order_place` to be up to date. Rows that are as they should be are not written. Answers the orders it looked at.
 */
export async function refreshOrderSummaries(tx: ShopTransaction, { days, orders }: Touched): Promise<string[]> {
  const placed = ids.parse(await ordersOfDays(tx, days)).map(({ id }) => id);
  const all = [...new Set([...orders, ...placed])];
  for (let start = 0; start < all.length; start += CHUNK) await summarize(tx, all.slice(start, start + CHUNK));
  return all;
}

/**
 * By processed_at too: an order without a ledger has no day of its own. The bounds are reckoned first, for a comparison that is to use an
 * index under row-level security may contain nothing that could leak, and the turning of zones could.
 */
function ordersOfDays(tx: ShopTransaction, days: readonly string[]) {
  return tx.query(sql`
    with stale as materialized (
      select day::timestamp at time zone ${zone(tx)} as starts, (day + 1)::timestamp at time zone ${zone(tx)} as ends
      from   unnest(${days}::date[]) as given (day)
    )
    select order_id as id
    from   order_summary
    where  shop_id = ${tx.shopId} and day = any(${days}::date[])
    union
    select orders.id
    from   stale
    join   orders on orders.shop_id = ${tx.shopId} and orders.processed_at >= stale.starts and orders.processed_at < stale.ends`);
}

function summarize(tx: ShopTransaction, orders: readonly string[]) {
  return tx.query(sql`
    with ledger as materialized (
      select   order_id, min(day) filter (where reason = 'ORDER') as day, min(happened_at) filter (where reason = 'ORDER') as placed_at,
               bool_or(line_type = 'PRODUCT') filter (where reason = 'ORDER') as has_goods,
               bool_or(line_type = 'GIFT_CARD') filter (where reason = 'ORDER') as has_gift_cards,
               bool_or(line_type = 'PRODUCT' and action = 'RETURN') as returned, ${unitsSold} - ${unitsReturned} as units, ${net} as net
      from     sale
      where    shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
      group by order_id
    ),
    places as materialized (
      select order_id, place from order_place where shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    ),
    now as materialized (
      select    orders.id as order_id, name, coalesce(ledger.day, (processed_at at time zone ${zone(tx)})::date) as day,
                coalesce(ledger.placed_at, processed_at) as placed_at, customer_id, places.place,
                case when deleted_at is not null then 'deleted'
                     when test then 'test'
                     when has_gift_cards and not coalesce(has_goods, false) then 'gift_cards'
                     else 'sale' end as standing,
                financial_status, fulfillment_status, cancelled_at is not null as cancelled, closed_at is not null as closed, edited,
                coalesce(returned, false) as returned, source_name, coalesce(units, 0)::bigint as units, original_total, current_total,
                coalesce(net, 0)::bigint as net, currency
      from      orders
      left join ledger on ledger.order_id = orders.id
      left join places on places.order_id = orders.id
      where     orders.shop_id = ${tx.shopId} and orders.id = any(${orders}::bigint[])
    ),
    stored as materialized (
      select ${columns} from order_summary where shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
    ),
    gone as (
      delete from order_summary
      where  shop_id = ${tx.shopId} and order_id = any(${orders}::bigint[])
      and    not exists (select from now where now.order_id = order_summary.order_id)
    )
    insert into order_summary (shop_id, ${columns})
    select ${tx.shopId}, ${columns}
    from   (select ${columns} from now except select ${columns} from stored) as changed
    on conflict (shop_id, order_id) do update
    set    (${columns}) = row(${columnsOf(names, "excluded")})`);
}

function zone(tx: ShopTransaction): Sql {
  return sql`(select time_zone from shop where id = ${tx.shopId})`;
}

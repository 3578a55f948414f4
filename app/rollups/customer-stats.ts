import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { bandOf } from "./customer-worth.ts";

const spread = z.tuple([z.object({ days: z.array(z.string()), bands: z.array(z.number()) })]).transform(([touched]) => touched);

/** Where customers stood and stand now: the days of their last orders, and the places of their bands of net sales. */
export type Spread = z.output<typeof spread>;

/**
 * One row per customer with at least one order that counts: recomputes these customers from `order_place` and `daily_customer_sales`,
 * which have to be up to date. Answers where they were and are now, for the tables that count customers.
 */
export async function refreshCustomerStats(tx: ShopTransaction, customers: readonly string[]): Promise<Spread> {
  const before = spread.parse(
    await tx.query(sql`
      with changed as (
        delete from customer_stats where shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[]) returning last_order_on, net
      )
      ${places}`),
  );
  const now = spread.parse(await writeStats(tx, customers));
  return { days: [...new Set([...before.days, ...now.days])], bands: [...new Set([...before.bands, ...now.bands])] };
}

const places = sql`
  select array(select distinct last_order_on from changed)::text[] as days, array(select distinct ${bandOf} from changed) as bands`;

function writeStats(tx: ShopTransaction, customers: readonly string[]) {
  return tx.query(sql`
    with history as (
      select   customer_id, count(*) as orders, min(order_id) filter (where place = 1) as first_order_id,
               min(day) filter (where place = 1) as first_order_on, min(day) filter (where place = 2) as second_order_on,
               max(day) as last_order_on, max(placed_at) as last_order_at, (array_agg(currency order by place desc))[1] as currency
      from     order_place
      where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      group by customer_id
    ),
    earned as (
      select   customer_id, currency, sum(net) as net, sum(order_value) as order_value, sum(net) filter (where net > 0) as gained
      from     daily_customer_sales
      where    shop_id = ${tx.shopId} and customer_id = any(${customers}::bigint[])
      group by customer_id, currency
    ),
    most as (
      select   customer_id, max(gained) as gained
      from     earned
      group by customer_id
    ),
    changed as (
      insert into customer_stats (
        shop_id, customer_id, orders, first_order_id, first_order_on, second_order_on, last_order_on, last_order_at, net, order_value, currency,
        gained
      )
      select    ${tx.shopId}, history.customer_id, orders, first_order_id, first_order_on, second_order_on, last_order_on, last_order_at,
                coalesce(net, 0), coalesce(order_value, 0), history.currency, coalesce(most.gained, 0)
      from      history
      left join earned on earned.customer_id = history.customer_id and earned.currency = history.currency
      left join most on most.customer_id = history.customer_id
      returning last_order_on, net
    )
    ${places}`);
}

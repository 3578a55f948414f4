import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { markAllCheckoutDays } from "./checkout-days.ts";
import { markDirty } from "./dirty.ts";
import { daysOfSales } from "./sale.ts";

const bounds = z.tuple([z.object({ from_id: z.string().nullable(), to_id: z.string().nullable() })]).transform(([row]) => row);
const zones = z.object({ time_zone: z.string(), old_time_zone: z.string() });
const moved = z.tuple([z.object({ days: z.array(z.string()), customers: z.array(z.string()) })]).transform(([row]) => row);

/**
 * Keeps the shop's books in the time zone and currency that Shopify says it has, from this transaction on; gives the zone. Where that is
 * another than before, every day is marked dirty: a sale that stays on its day goes over to another hour of it.
 */
export async function followReported(tx: ShopTransaction): Promise<string> {
  const [row] = await tx.query(sql`
    update shop
    set    time_zone = coalesce(reported_time_zone, time_zone), currency = coalesce(reported_currency, currency),
           reported_time_zone = null, reported_currency = null
    where  id = ${tx.shopId}
    returning new.time_zone, old.time_zone as old_time_zone`);
  const { time_zone: timeZone, old_time_zone: oldTimeZone } = zones.parse(row);
  if (timeZone !== oldTimeZone) {
    await markDirty(tx, { day: await daysOfSales(tx), customer: [] });
    await markAllCheckoutDays(tx);
  }
  return timeZone;
}

/**
 * Gives the agreements and sales of the next `limit` orders after an id the day that their instant has in a time zone, and marks both days
 * dirty, and the customers. Returns the last of those orders, null when there are none left. Doing it again changes nothing.
 */
export async function redayOrders(tx: ShopTransaction, timeZone: string, after: string | null, limit: number): Promise<string | null> {
  const { from_id: fromId, to_id: toId } = bounds.parse(
    await tx.query(sql`
      select min(id) as from_id, max(id) as to_id
      from   (
               select id from orders where shop_id = ${tx.shopId} and (${after}::bigint is null or id > ${after}::bigint) order by id limit ${limit}
             ) next`),
  );
  if (fromId === null || toId === null) return null;
  await tx.query(sql`
    update agreement
    set    day = (happened_at at time zone ${timeZone}::text)::date
    where  shop_id = ${tx.shopId} and order_id between ${fromId} and ${toId} and day <> (happened_at at time zone ${timeZone}::text)::date`);
  const { days, customers } = moved.parse(
    await tx.query(sql`
      with moved as (
        update sale
        set    day = (happened_at at time zone ${timeZone}::text)::date
        where  shop_id = ${tx.shopId} and order_id between ${fromId} and ${toId} and day <> (happened_at at time zone ${timeZone}::text)::date
        returning order_id, old.day as old_day, new.day as new_day
      )
      select array(select old_day::text from moved union select new_day::text from moved) as days,
             array(
               select distinct customer_id::text from orders where shop_id = ${tx.shopId} and customer_id is not null
               and id between ${fromId} and ${toId} and id in (select order_id from moved)
             ) as customers`),
  );
  await markDirty(tx, { day: days, customer: customers });
  return toId;
}

import { z } from "zod";
import { markDirty } from "../db/dirty.ts";
import type { ShopTransaction } from "../db.server.ts";
import { addDays } from "../lib/calendar.ts";
import type { Days } from "../lib/date-range.ts";
import { sql } from "../lib/sql.ts";
import { refreshDailyAbandonment } from "./daily-abandonment.ts";
import { refreshDailyLeftProducts, refreshLeftCheckouts } from "./left-checkout.ts";
import type { Dirty } from "./take-dirty.ts";

const rows = z.array(z.object({ day: z.string() }));

/**
 * Recomputes what is told of checkouts and carts: of those begun on the days `checkouts`, of the orders on the days `days`, which may have
 * come of any, and of the checkouts and carts that these came of. Needs `order_summary` to be up to date; where more days are to come
 * (`isLast` is false) they are only marked, so that none is recomputed twice.
 */
export async function refreshAbandonment(tx: ShopTransaction, { days, checkouts }: Dirty, isLast: boolean): Promise<void> {
  const origins = days.length === 0 ? [] : rows.parse(await originsOf(tx, days)).map(({ day }) => day);
  if (!isLast) return markDirty(tx, { day: [], customer: [], checkout: [...days, ...origins] });
  for (const run of runsOf([...checkouts, ...days, ...origins])) {
    await refreshLeftCheckouts(tx, run);
    await refreshDailyLeftProducts(tx, run);
    await refreshDailyAbandonment(tx, run);
  }
}

/** The days on which the checkouts and carts were begun of which the orders of these days came. */
function originsOf(tx: ShopTransaction, days: readonly string[]) {
  return tx.query(sql`
    with bought as materialized (
      select checkout_token, cart_token
      from   orders
      where  shop_id = ${tx.shopId}
             and id = any(array(select order_id from order_summary where shop_id = ${tx.shopId} and day = any(${days}::date[])))
    ),
    origins as (
      select created_at from checkout where shop_id = ${tx.shopId} and token = any(array(select checkout_token from bought))
      union all
      select created_at from cart where shop_id = ${tx.shopId} and token = any(array(select cart_token from bought))
    )
    select distinct (created_at at time zone (select time_zone from shop where id = ${tx.shopId}))::date as day from origins`);
}

/** Days as runs of consecutive ones: each is then found by one range of instants. */
function runsOf(days: readonly string[]): Days[] {
  const runs: { from: string; to: string }[] = [];
  for (const day of [...new Set(days)].sort()) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}

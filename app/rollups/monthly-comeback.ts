import type { ShopTransaction } from "../db.server.ts";
import type { Day } from "../lib/calendar.ts";
import { sql } from "../lib/sql.ts";
import { daysOfMonths } from "./months.ts";
import { rewrite } from "./rewrite.ts";

/**
 * One row per month, currency and local day of an earlier order: how many orders of the month have it as the day of their customer's order
 * before, of the same currency, and how many as that of the one before that. Recomputes these months from `order_place`, which has to be up
 * to date.
 */
export async function refreshMonthlyComebacks(tx: ShopTransaction, months: readonly Day[]): Promise<void> {
  if (months.length === 0) return;
  const inMonths = sql`shop_id = ${tx.shopId} and day = any(${daysOfMonths(months)}::date[]) and customer_id is not null`;
  await rewrite(tx, {
    table: "monthly_comeback",
    key: ["month", "currency", "since"],
    figures: ["after_one", "after_two"],
    scope: sql`month = any(${[...months]}::date[])`,
    fresh: sql`
      select   date_trunc('month', day::timestamp)::date as month, currency, since, sum(after_one)::bigint as after_one,
               sum(after_two)::bigint as after_two
      from     (
                 select   day, currency, previous_on as since, count(*) as after_one, 0 as after_two
                 from     order_place
                 where    ${inMonths} and previous_on is not null
                 group by day, currency, previous_on
                 union all
                 select   day, currency, before_previous_on, 0, count(*)
                 from     order_place
                 where    ${inMonths} and before_previous_on is not null
                 group by day, currency, before_previous_on
               ) as earlier
      group by 1, currency, since`,
  });
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { markDirty } from "./dirty.ts";

const days = z.array(z.object({ day: z.string() })).transform((rows) => rows.map(({ day }) => day));

/** Marks the local days of these instants (a select of one column `at`; null is none) dirty for what is reckoned of checkouts and carts. */
export async function markCheckoutDays(tx: ShopTransaction, instants: Sql): Promise<void> {
  const checkout = days.parse(
    await tx.query(sql`
      select distinct (at at time zone (select time_zone from shop where id = ${tx.shopId}))::date::text as day
      from   (${instants}) instants
      where  at is not null`),
  );
  if (checkout.length > 0) await markDirty(tx, { day: [], customer: [], checkout });
}

/** The instants of the checkouts of one customer, for markCheckoutDays. */
export function checkoutsOf(tx: ShopTransaction, customerId: string): Sql {
  return sql`
    select created_at as at from abandoned_checkout where shop_id = ${tx.shopId} and customer_id = ${customerId}
    union
    select created_at from checkout where shop_id = ${tx.shopId} and customer_id = ${customerId}`;
}

/**
 * Marks every day with checkouts or carts: after a change of the shop's cut-off, or of its time zone. Days with orders alone are marked
 * too, for those may have come of a checkout.
 */
export async function markAllCheckoutDays(tx: ShopTransaction): Promise<void> {
  await markCheckoutDays(
    tx,
    sql`
      select created_at as at from abandoned_checkout where shop_id = ${tx.shopId}
      union all
      select completed_at from abandoned_checkout where shop_id = ${tx.shopId} and completed_at is not null
      union all
      select created_at from checkout where shop_id = ${tx.shopId}
      union all
      select created_at from cart where shop_id = ${tx.shopId}
      union all
      select processed_at from orders where shop_id = ${tx.shopId} and checkout_token is not null
      union all
      select day::timestamp at time zone (select time_zone from shop where id = ${tx.shopId}) from daily_abandonment where shop_id = ${tx.shopId}`,
  );
}

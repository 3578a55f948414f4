import { z } from "zod";
import { pool, type ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const moved = sql`coalesce(reported_time_zone <> time_zone or reported_currency <> currency, false)`;

const due = z.object({ id: z.string(), is_scheduled: z.boolean(), has_moved: z.boolean() }).transform((row) => ({
  id: row.id,
  /** False for a shop that has no time yet: it is not to be checked now. */
  isScheduled: row.is_scheduled,
  /** Whether its ledger is kept in another time zone or currency than the shop has. */
  hasMoved: row.has_moved,
}));

/** The shops that have the app and are to be looked after now. */
export async function dueShops(): Promise<z.output<typeof due>[]> {
  const { rows } = await pool.query(
    `select   id, next_check_at is not null and next_check_at <= now() as is_scheduled,
              ${moved.text} as has_moved
     from     shop
     where    uninstalled_at is null
              and (next_check_at is null or next_check_at <= now() or ${moved.text})
     order by next_check_at nulls last, id`,
  );
  return rows.map((row) => due.parse(row));
}

/** Sets when a shop is to be checked next: in its own next night, between one and five o'clock, each shop at a minute of its own. */
export async function scheduleCheck(shopId: string): Promise<void> {
  await pool.query(
    `update shop
     set    next_check_at = (
              select min(slot)
              from   generate_series(0, 2) as days,
                     lateral (
                       select ((now() at time zone time_zone)::date + days
                               + interval '1 hour' + (hashtext(domain) & 2147483647) % 240 * interval '1 minute') at time zone time_zone as slot
                     ) night
              where  slot > now()
            )
     where  id = $1`,
    [shopId],
  );
}

/** Has the shop of the transaction checked in so many milliseconds, if it is not to be checked sooner. */
export async function checkSoon(tx: ShopTransaction, inMs: number): Promise<void> {
  await tx.query(sql`
    update shop
    set    next_check_at = least(next_check_at, clock_timestamp() + ${inMs}::integer * interval '1 millisecond')
    where  id = ${tx.shopId}`);
}

/** Whether Shopify says another time zone or currency of the shop than its ledger is kept in. */
export async function hasMoved(shop: { readonly id: string }): Promise<boolean> {
  const { rowCount } = await pool.query(`select from shop where id = $1 and ${moved.text}`, [shop.id]);
  return rowCount === 1;
}

import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** So far back Shopify shows orders to an app that may not read all of them. */
const SHOWN_DAYS = 60;

/**
 * Writes down from which instant on the shop's orders are known, after a whole sync that began at `splitAt`: with `read_all_orders` from
 * the oldest order, without it from 60 days before. What an earlier sync reached further back stays known.
 */
export async function noteHistoryStart(tx: ShopTransaction, splitAt: Date): Promise<void> {
  await tx.query(sql`
    update shop
    set    history_start = least(
             history_start,
             case
               when 'read_all_orders' = any(scopes) then coalesce(
                 (select least(min(created_at), min(processed_at)) from orders where shop_id = ${tx.shopId}),
                 ${splitAt}::timestamptz
               )
               else ${splitAt}::timestamptz - ${SHOWN_DAYS} * interval '1 day'
             end
           )
    where  id = ${tx.shopId}`);
}

/**
 * Counts, on a run that began at `splitAt`, the orders that are stored and can be seen no more: without `read_all_orders` those older than
 * 60 days. They stay as they were last seen. Null where every order can be seen.
 */
export async function countOutOfReach(tx: ShopTransaction, runId: string, splitAt: Date): Promise<void> {
  await tx.query(sql`
    update sync_run
    set    out_of_reach = (
             select case when 'read_all_orders' = any(scopes) then null else (
                      select count(*)
                      from   orders
                      where  shop_id = ${tx.shopId} and deleted_at is null
                             and created_at < ${splitAt}::timestamptz - ${SHOWN_DAYS} * interval '1 day'
                    ) end
             from   shop
             where  id = ${tx.shopId}
           )
    where  shop_id = ${tx.shopId} and id = ${runId}`);
}

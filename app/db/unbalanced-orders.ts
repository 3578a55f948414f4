import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { staged } from "./staging.ts";

const orderId = z.object({ order_id: z.string() });

/**
 * The orders of a merged operation, as long as it is staged, that do not add up by the measure of balanceOrders: the sales of the first
 * agreement against the original total, all of them against the current one, units on lines against the order's own. Those of which the
 * file lacked some part.
 */
export async function unbalancedOrders(tx: ShopTransaction, operationId: string): Promise<string[]> {
  const rows = await tx.query(sql`
    with bounds as materialized (select min(id) as from_id, max(id) as to_id from ${staged("orders", operationId)}),
    ledger as (
      select order_id, id as agreement_id, happened_at, 0 as total
      from   agreement
      where  shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
      union all
      select order_id, agreement_id, happened_at, total
      from   sale
      where  shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
    ),
    agreements as (
      select   order_id, agreement_id, min(happened_at) as happened_at, sum(total) as total
      from     ledger
      group by order_id, agreement_id
    ),
    figures as (
      select   order_id, (array_agg(total order by happened_at, agreement_id))[1] as original_total, sum(total) as current_total,
               0 as line_quantity, 0 as current_line_quantity, false as stored
      from     agreements
      group by order_id
      union all
      select   order_id, 0, 0, sum(quantity), sum(current_quantity), false
      from     order_line
      where    shop_id = ${tx.shopId} and order_id between (select from_id from bounds) and (select to_id from bounds)
      group by order_id
      union all
      select   id, -original_total, -current_total, -line_quantity, -current_line_quantity, deleted_at is null
      from     orders
      where    shop_id = ${tx.shopId} and id between (select from_id from bounds) and (select to_id from bounds)
    ),
    unbalanced as (
      select   order_id
      from     figures
      group by order_id
      having   bool_or(stored)
               and (sum(original_total) <> 0 or sum(current_total) <> 0 or sum(line_quantity) < 0 or sum(current_line_quantity) < 0)
    )
    select   order_id
    from     unbalanced
    where    order_id in (select id from ${staged("orders", operationId)})
    order by order_id`);
  return rows.map((row) => orderId.parse(row).order_id);
}

/** Writes down how many orders of an operation do not add up, now that others were fetched again. */
export async function countUnbalanced(tx: ShopTransaction, operationId: string, unbalanced: number): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    unbalanced = ${unbalanced}
    where  shop_id = ${tx.shopId} and id = ${operationId}`);
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { acceptedOrders } from "./orders.ts";
import { type IdRange, staged } from "./staging.ts";

const balance = z
  .tuple([z.object({ accepted: z.number(), children: z.number(), unbalanced: z.array(z.string()) })])
  .transform(([row]) => row);
const counted = z.tuple([z.object({ children: z.number() })]).transform(([row]) => row.children);

/**
 * What is stored of a range after its merge: accepted orders, their lines, agreements and sales together, and which orders do not add up.
 */
export type Balance = z.output<typeof balance>;

/**
 * Holds the stored orders of a range against their own figures. An order is unbalanced when the sales of its first agreement do not sum up
 * to its original total, or all of them to its current total, or when it has fewer units on its lines than it says: then the file lacked
 * some of it. Nothing is joined here: while a table has no statistics yet, the planner would join thousands of rows one by one.
 */
export async function balanceOrders(tx: ShopTransaction, operationId: string, range: IdRange): Promise<Balance> {
  const inRange = sql`shop_id = ${tx.shopId} and order_id between ${range.fromId} and ${range.toId}`;
  return balance.parse(
    await tx.query(sql`
      with agreements as (
        select   order_id, agreement_id, min(happened_at) as happened_at, sum(total) as total, count(*) as rows
        from     (
                   select order_id, id as agreement_id, happened_at, 0 as total from agreement where ${inRange}
                   union all
                   select order_id, agreement_id, happened_at, total from sale where ${inRange}
                 ) ledger
        group by order_id, agreement_id
      ),
      figures as (
        select   order_id, (array_agg(total order by happened_at, agreement_id))[1] as original_total, sum(total) as current_total,
                 0 as line_quantity, 0 as current_line_quantity, sum(rows) as children, false as accepted
        from     agreements
        group by order_id
        union all
        select   order_id, 0, 0, sum(quantity), sum(current_quantity), count(*), false
        from     order_line
        where    ${inRange}
        group by order_id
        union all
        select   id, -original_total, -current_total, -line_quantity, -current_line_quantity, 0, true
        from     (${acceptedOrders(tx, operationId, range)}) accepted
      ),
      orders_held as (
        select   order_id, sum(original_total) as original_total, sum(current_total) as current_total, sum(line_quantity) as line_quantity,
                 sum(current_line_quantity) as current_line_quantity, sum(children) as children
        from     figures
        group by order_id
        having   bool_or(accepted)
      )
      select count(*)::integer as accepted,
             coalesce(sum(children), 0)::integer as children,
             coalesce(array_agg(order_id::text) filter (
               where original_total <> 0 or current_total <> 0 or line_quantity < 0 or current_line_quantity < 0
             ), '{}') as unbalanced
      from   orders_held`),
  );
}

/** The staged lines, agreements and sales of a range whose orders are stored in a newer state, or are deleted: they are left out. */
export async function countOlderChildren(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  return counted.parse(
    await tx.query(sql`
      with older as (
        select incoming.id
        from   ${staged("orders", operationId)} incoming
        join   orders stored on stored.shop_id = ${tx.shopId} and stored.id = incoming.id
        where  incoming.id between ${range.fromId} and ${range.toId}
               and (stored.updated_at <> incoming.updated_at or stored.deleted_at is not null)
      )
      select (
               (select count(*) from older join ${staged("order_line", operationId)} line on line.order_id = older.id)
               + (select count(*) from older join ${staged("agreement", operationId)} agreement on agreement.order_id = older.id)
               + (select count(*) from older join ${staged("sale", operationId)} sale on sale.order_id = older.id
                  join ${staged("agreement", operationId)} agreement
                       on agreement.order_id = sale.order_id and agreement.id = sale.agreement_id)
             )::integer as children`),
  );
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { acceptedOrders } from "./orders.ts";
import { type IdRange, staged } from "./staging.ts";

const balance = z
  .tuple([z.object({ accepted: z.number(), children: z.number(), unbalanced: z.number(), older_children: z.number() })])
  .transform(([{ older_children: olderChildren, ...row }]) => ({ ...row, olderChildren }));

/** What is stored of a range after its merge: accepted orders, their lines, agreements and sales together, and what does not add up. */
export type Balance = z.output<typeof balance>;

/**
 * Holds the stored orders of a range against their own figures. An order is unbalanced when the sales of its first agreement do not sum up
 * to its original total, or all of them to its current total, or when it has fewer units on its lines than it says: then the file lacked
 * some of it. `olderChildren` are the staged lines, agreements and sales of orders that are stored in a newer state.
 */
export async function balanceOrders(tx: ShopTransaction, operationId: string, range: IdRange): Promise<Balance> {
  const inRange = sql`shop_id = ${tx.shopId} and order_id between ${range.fromId} and ${range.toId}`;
  return balance.parse(
    await tx.query(sql`
      with accepted as materialized (${acceptedOrders(tx, operationId, range)}),
      first_agreement as (
        select   distinct on (order_id) order_id, id
        from     agreement
        where    ${inRange}
        order by order_id, happened_at, id
      ),
      agreements as (select order_id, count(*) as number from agreement where ${inRange} group by order_id),
      lines as (
        select   order_id, count(*) as number, sum(quantity) as quantity, sum(current_quantity) as current_quantity
        from     order_line
        where    ${inRange}
        group by order_id
      ),
      sales as (
        select   sale.order_id, count(*) as number, sum(sale.total) as total,
                 sum(sale.total) filter (where sale.agreement_id = first_agreement.id) as first_total
        from     sale
        join     first_agreement on first_agreement.order_id = sale.order_id
        where    sale.shop_id = ${tx.shopId} and sale.order_id between ${range.fromId} and ${range.toId}
        group by sale.order_id
      ),
      older as (
        select incoming.id
        from   ${staged("orders", operationId)} incoming
        where  incoming.id between ${range.fromId} and ${range.toId} and not exists (select from accepted where accepted.id = incoming.id)
      )
      select count(*)::integer as accepted,
             coalesce(sum(coalesce(lines.number, 0) + coalesce(agreements.number, 0) + coalesce(sales.number, 0)), 0)::integer as children,
             (count(*) filter (
               where coalesce(sales.first_total, 0) <> accepted.original_total or coalesce(sales.total, 0) <> accepted.current_total
                     or coalesce(lines.quantity, 0) < accepted.line_quantity
                     or coalesce(lines.current_quantity, 0) < accepted.current_line_quantity
             ))::integer as unbalanced,
             (
               (select count(*) from older join ${staged("order_line", operationId)} line on line.order_id = older.id)
               + (select count(*) from older join ${staged("agreement", operationId)} agreement on agreement.order_id = older.id)
               + (select count(*) from older join ${staged("agreement", operationId)} agreement on agreement.order_id = older.id
                  join ${staged("sale", operationId)} sale on sale.agreement_id = agreement.id)
             )::integer as older_children
      from   accepted
      left join lines on lines.order_id = accepted.id
      left join agreements on agreements.order_id = accepted.id
      left join sales on sales.order_id = accepted.id`),
  );
}

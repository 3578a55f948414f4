import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { type Children, deleteVanished, mergeChildren } from "./merge-statements.ts";
import { acceptedOrders } from "./orders.ts";
import { type IdRange, staged } from "./staging.ts";

const sales: Children = {
  table: "sale",
  key: ["order_id", "id"],
  columns: [
    ..."agreement_id reason happened_at day action line_type order_line_id product_id variant_id quantity total tax".split(" "),
    ..."discount discount_with_taxes currency counted".split(" "),
  ],
};

const changes = z
  .tuple([z.object({ written: z.number(), days: z.array(z.string()), customers: z.array(z.string()) })])
  .transform(([row]) => row);

/** `written`: sales of the file that were inserted or changed; `days` and `customers`: whose figures that changes. */
export type MergedSales = z.output<typeof changes>;

const days = z.array(z.object({ day: z.string() })).transform((rows) => rows.map((row) => row.day));

/**
 * Like mergeOrderLines, for the ledger. A sale takes reason, instant and day from its agreement, product and variant from its order line,
 * and counts unless its order is a test. To be called after the range's lines and agreements are merged.
 */
export async function mergeSales(tx: ShopTransaction, operationId: string, range: IdRange): Promise<MergedSales> {
  const vanished = await deleteVanishedSales(tx, operationId, range);
  const incoming = sql`
    select agreement.order_id, sale.id, sale.agreement_id, agreement.reason, agreement.happened_at, agreement.day, sale.action,
           sale.line_type, sale.order_line_id, line.product_id, line.variant_id, sale.quantity, sale.total, sale.tax, sale.discount,
           sale.discount_with_taxes, sale.currency, not accepted.test as counted, accepted.customer_id
    from   (${acceptedOrders(tx, operationId, range)}) accepted
    join   ${staged("sale", operationId)} sale on sale.order_id = accepted.id and sale.order_id between ${range.fromId} and ${range.toId}
    join   agreement on agreement.shop_id = ${tx.shopId} and agreement.order_id = sale.order_id and agreement.id = sale.agreement_id
           and agreement.order_id between ${range.fromId} and ${range.toId}
    left join order_line line on line.shop_id = ${tx.shopId} and line.order_id = agreement.order_id and line.id = sale.order_line_id
           and line.order_id between ${range.fromId} and ${range.toId}`;
  const merged = changes.parse(
    await tx.query(sql`
      with merged as (
        ${mergeChildren(tx, sales, incoming, range)}
        returning old.day as old_day, new.day as new_day, incoming.customer_id
      )
      select count(*)::integer as written,
             array(
               select day::text from (select old_day as day from merged where old_day is not null union select new_day from merged) written
             ) as days,
             array(select id::text from (select distinct customer_id as id from merged where customer_id is not null) theirs) as customers
      from   merged`),
  );
  return {
    written: merged.written,
    days: [...vanished.days, ...merged.days],
    customers: [...vanished.customers, ...merged.customers],
  };
}

async function deleteVanishedSales(tx: ShopTransaction, operationId: string, range: IdRange): Promise<MergedSales> {
  const incoming = sql`
    (
      select agreement.order_id, sale.id
      from   ${staged("agreement", operationId)} agreement
      join   ${staged("sale", operationId)} sale on sale.order_id = agreement.order_id and sale.agreement_id = agreement.id
      where  agreement.order_id between ${range.fromId} and ${range.toId} and sale.order_id between ${range.fromId} and ${range.toId}
    )`;
  return changes.parse(
    await tx.query(sql`
      with accepted as (${acceptedOrders(tx, operationId, range)}),
      deleted as (${deleteVanished(tx, sales, sql`select id from accepted`, incoming, range)} returning stored.order_id, stored.day)
      select count(*)::integer as written,
             array(select distinct day::text from deleted) as days,
             array(select distinct customer_id::text from deleted join accepted on accepted.id = deleted.order_id
                   where customer_id is not null) as customers
      from   deleted`),
  );
}

/** The local days on which these orders have sales. */
export async function daysOfOrders(tx: ShopTransaction, orderIds: readonly string[]): Promise<string[]> {
  return days.parse(
    await tx.query(sql`
      select distinct day
      from   sale
      where  shop_id = ${tx.shopId} and order_id = any(${[...orderIds]}::bigint[])`),
  );
}

/** Every local day on which the shop has sales. */
export async function daysOfSales(tx: ShopTransaction): Promise<string[]> {
  return days.parse(await tx.query(sql`select distinct day from sale where shop_id = ${tx.shopId}`));
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { identifier, sql } from "../lib/sql.ts";
import { checkoutsOf, markCheckoutDays } from "./checkout-days.ts";
import { type Dirt, markDirty } from "./dirty.ts";

const deleted = z
  .tuple([z.object({ known: z.boolean(), days: z.array(z.string()), customers: z.array(z.string()) })])
  .transform(([row]) => row);
const moved = z.tuple([z.object({ days: z.array(z.string()) })]).transform(([row]) => row);

/**
 * Marks an order as deleted at an instant: its sales count nowhere from now on, and what they counted in is marked dirty. Its rows stay.
 * False for an order that is not stored.
 */
export async function deleteOrder(tx: ShopTransaction, id: string, at: Date): Promise<boolean> {
  const { known, days, customers } = deleted.parse(
    await tx.query(sql`
      with gone as (
        update orders set deleted_at = ${at} where shop_id = ${tx.shopId} and id = ${id} and deleted_at is null returning id, customer_id
      ),
      silenced as (
        update sale set counted = false from gone where sale.shop_id = ${tx.shopId} and sale.order_id = gone.id returning sale.day
      )
      select exists (select from orders where shop_id = ${tx.shopId} and id = ${id}) as known,
             array(select distinct day::text from silenced) as days,
             array(select customer_id::text from gone where customer_id is not null) as customers`),
  );
  await markDirty(tx, { day: days, customer: customers });
  return known;
}

/** Marks a customer, product or abandoned checkout as deleted at an instant. False for one that is not stored. */
export async function deleteRecord(
  tx: ShopTransaction,
  table: "customer" | "product" | "abandoned_checkout",
  id: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(sql`
    update ${identifier(table)}
    set    deleted_at = coalesce(deleted_at, ${at})
    where  shop_id = ${tx.shopId} and id = ${id}
    returning id`);
  return rows.length > 0;
}

/** Gives the history of a customer who was merged away to the one who was kept; to nobody where that one is to be forgotten. */
export async function moveCustomer(tx: ShopTransaction, fromId: string, toId: string, at: Date): Promise<void> {
  await markCheckoutDays(tx, checkoutsOf(tx, fromId));
  const { days } = moved.parse(
    await tx.query(sql`
      with heir as (
        select ${toId}::bigint as id
        where  not exists (select from redacted_customer where shop_id = ${tx.shopId} and customer_id = ${toId})
      ),
      orders_moved as (
        update orders set customer_id = (select id from heir) where shop_id = ${tx.shopId} and customer_id = ${fromId} returning id
      ),
      checkouts_moved as (
        update abandoned_checkout set customer_id = (select id from heir) where shop_id = ${tx.shopId} and customer_id = ${fromId}
      ),
      seen_moved as (
        update checkout set customer_id = (select id from heir) where shop_id = ${tx.shopId} and customer_id = ${fromId}
      )
      select array(
               select distinct sale.day::text from sale join orders_moved on orders_moved.id = sale.order_id where sale.shop_id = ${tx.shopId}
             ) as days`),
  );
  await deleteRecord(tx, "customer", fromId, at);
  const dirt: Dirt = { day: days, customer: [fromId, toId] };
  await markDirty(tx, dirt);
}

/** Which of these records are stored and not deleted. */
export async function livingIds(tx: ShopTransaction, kind: "order" | "customer" | "product", ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     ${identifier(kind === "order" ? "orders" : kind)}
    where    shop_id = ${tx.shopId} and id = any(${[...ids]}::bigint[]) and deleted_at is null
    order by id`);
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

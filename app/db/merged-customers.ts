import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const id = z.object({ id: z.string() }).transform((row) => row.id);
const bounds = z.object({ from_id: z.string(), to_id: z.string(), customers: z.coerce.number() });

/** Customers that we hold, from one id to another, both included: how many. */
export type Stretch = { readonly fromId: string; readonly toId: string; readonly customers: number };

/** Cuts the living customers of Shopify's within a stretch (null: all of them) into up to so many stretches of about equally many. */
export async function cutIntoStretches(tx: ShopTransaction, within: Stretch | null, parts: number): Promise<Stretch[]> {
  const rows = await tx.query(sql`
    select   min(id) as from_id, max(id) as to_id, count(*) as customers
    from     (
               select id, ntile(${parts}::integer) over (order by id) as part
               from   customer
               where  shop_id = ${tx.shopId} and deleted_at is null and id > 0
                      and (${within?.fromId ?? null}::bigint is null or id between ${within?.fromId ?? null}::bigint and ${within?.toId ?? null}::bigint)
             ) parts
    group by part
    order by part`);
  return rows.map((row) => bounds.parse(row)).map((row) => ({ fromId: row.from_id, toId: row.to_id, customers: row.customers }));
}

/** The living customers of a stretch. */
export async function customersOf(tx: ShopTransaction, { fromId, toId }: Stretch): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     customer
    where    shop_id = ${tx.shopId} and deleted_at is null and id between ${fromId} and ${toId}
    order by id`);
  return rows.map((row) => id.parse(row));
}

/** Customers that changed since an instant and have, as Shopify says, more orders than are stored as theirs; up to so many. */
export async function customersWithMoreOrders(tx: ShopTransaction, since: Date, limit: number): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     customer
    where    shop_id = ${tx.shopId} and deleted_at is null and id > 0 and updated_at >= ${since}
             and number_of_orders > (
               select count(*)
               from   orders
               where  shop_id = ${tx.shopId} and customer_id = customer.id and deleted_at is null and not test
             )
    order by updated_at desc, id
    limit    ${limit}`);
  return rows.map((row) => id.parse(row));
}

/** Customers that were marked as deleted since an instant although orders are stored as theirs: Shopify deletes nobody who has ordered. */
export async function deletedWithOrders(tx: ShopTransaction, since: Date): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     customer
    where    shop_id = ${tx.shopId} and deleted_at >= ${since} and id > 0
             and exists (select from orders where shop_id = ${tx.shopId} and customer_id = customer.id and deleted_at is null)
    order by id`);
  return rows.map((row) => id.parse(row));
}

/** Those of the orders that are not stored as this customer's. */
export async function notTheirs(tx: ShopTransaction, customerId: string, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query(sql`
    select   wanted.id::text as id
    from     unnest(${[...orderIds]}::bigint[]) as wanted (id)
    where    not exists (
               select from orders
               where  shop_id = ${tx.shopId} and id = wanted.id and (customer_id = ${customerId} or deleted_at is not null)
             )
    order by wanted.id`);
  return rows.map((row) => id.parse(row));
}

/** Whose the orders are by what is stored. */
export async function ownersOf(tx: ShopTransaction, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query(sql`
    select   customer_id as id
    from     orders
    where    shop_id = ${tx.shopId} and id = any(${[...orderIds]}::bigint[]) and customer_id is not null
    group by customer_id
    order by count(*) desc, customer_id`);
  return rows.map((row) => id.parse(row));
}

/** The orders that are stored as a customer's and not deleted. */
export async function ordersOf(tx: ShopTransaction, customerId: string): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     orders
    where    shop_id = ${tx.shopId} and customer_id = ${customerId} and deleted_at is null
    order by id`);
  return rows.map((row) => id.parse(row));
}

/**
 * Who was kept in the end of a customer whom Shopify does not know any more, as the webhooks of the last two weeks told it: whoever they were
 * merged into, and those after them. Themselves, if nothing was told. Null where nobody of that id is stored.
 */
export async function heirOf(tx: ShopTransaction, customerId: string): Promise<string | null> {
  const [heir] = await tx.query(sql`
    with recursive told as materialized (
      select record_id, related_id
      from   inbox
      where  shop_id = ${tx.shopId} and topic = 'customers/merge' and lower(fields ->> 'status') is distinct from 'failed'
    ),
    kept (id) as (
      select ${customerId}::text
      union
      select told.record_id
      from   kept
      join   told on told.related_id = kept.id
    )
    select customer.id
    from   kept
    join   customer on customer.shop_id = ${tx.shopId} and customer.id = kept.id::bigint
    where  not exists (select from told where told.related_id = kept.id)`);
  return heir === undefined ? null : id.parse(heir);
}

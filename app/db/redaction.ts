import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { checkoutsOf, markCheckoutDays } from "./checkout-days.ts";
import { columnsOf } from "./columns.ts";
import { markDirty } from "./dirty.ts";
import { staged } from "./staging.ts";

const cut = z.tuple([z.object({ days: z.array(z.string()), orders: z.coerce.number() })]).transform(([row]) => row);

/**
 * Forgets a person: the row of the customer goes, their orders and checkouts stay as a guest's, and so does the money. The tombstone keeps
 * every later load from linking them again. Marks dirty what that changes; says how many orders were theirs.
 */
export async function redactCustomer(tx: ShopTransaction, customerId: string): Promise<number> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('redaction', ${tx.shopId}))`);
  await tx.query(sql`
    insert into redacted_customer (shop_id, customer_id)
    values (${tx.shopId}, ${customerId})
    on conflict (shop_id, customer_id) do nothing`);
  const { days, orders } = cut.parse(
    await tx.query(sql`
      with guests as (
        update orders set customer_id = null where shop_id = ${tx.shopId} and customer_id = ${customerId} returning id
      )
      select array(
               select distinct sale.day::text from sale join guests on guests.id = sale.order_id where sale.shop_id = ${tx.shopId}
             ) as days,
             (select count(*) from guests) as orders`),
  );
  await markCheckoutDays(tx, checkoutsOf(tx, customerId));
  await tx.query(sql`update abandoned_checkout set customer_id = null where shop_id = ${tx.shopId} and customer_id = ${customerId}`);
  await tx.query(sql`update checkout set customer_id = null where shop_id = ${tx.shopId} and customer_id = ${customerId}`);
  await tx.query(sql`delete from customer where shop_id = ${tx.shopId} and id = ${customerId}`);
  await forgetTraces(tx, customerId);
  await markDirty(tx, { day: days, customer: [customerId] });
  return orders;
}

/** Where a customer's id stands besides the facts: in reports made for them, in webhooks, in lines that were refused. */
async function forgetTraces(tx: ShopTransaction, customerId: string): Promise<void> {
  await tx.query(sql`delete from data_request where shop_id = ${tx.shopId} and customer_id = ${customerId}`);
  await tx.query(sql`
    delete from inbox
    where  shop_id = ${tx.shopId} and status <> 'waiting'
           and (
             kind = 'customer' and ${customerId}::text in (record_id, related_id)
             or kind = 'compliance' and status = 'dead' and related_id = ${customerId}::text -- their bodies name the person, and ask for no more
             or fields #>> '{customer,id}' = ${customerId}::text
           )`);
  await tx.query(sql`
    delete from refused_row
    where  shop_id = ${tx.shopId} and strpos(line, ${`"gid://shopify/Customer/${customerId}"`}) > 0`);
}

/**
 * The staged records of an operation as they may be merged: without customers who are to be forgotten, and with orders and checkouts of
 * theirs as a guest's. `null` where nobody is: then they are merged as they stand. Until the transaction ends nobody else can be redacted.
 */
export async function withoutRedacted(
  tx: ShopTransaction,
  table: "orders" | "abandoned_checkout" | "customer",
  columns: readonly string[],
  operationId: string,
): Promise<Sql | null> {
  await tx.query(sql`select pg_advisory_xact_lock_shared(hashtextextended('redaction', ${tx.shopId}))`);
  const [anybody] = await tx.query(sql`select from redacted_customer where shop_id = ${tx.shopId} limit 1`);
  if (anybody === undefined) return null;
  const person = table === "customer" ? sql`incoming.id` : sql`incoming.customer_id`;
  const others = columns.filter((column) => column !== "customer_id");
  const joined = sql`
    from   ${staged(table, operationId)} incoming
    left join redacted_customer redacted on redacted.shop_id = ${tx.shopId} and redacted.customer_id = ${person}`;
  if (table === "customer") return sql`(select incoming.* ${joined} where redacted.customer_id is null) known`;
  return sql`(
    select incoming.id, ${columnsOf(others, "incoming")}, case when redacted.customer_id is null then incoming.customer_id end as customer_id
    ${joined}
  ) known`;
}

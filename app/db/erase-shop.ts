import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { identifier, sql } from "../lib/sql.ts";
import { dropStagingTables } from "./staging.ts";

const table = z.object({ name: z.string() }).transform(({ name }) => name);
const operation = z.object({ id: z.string() }).transform(({ id }) => id);

/**
 * Deletes all that is stored under the shop of the transaction: its operations' staging tables, every row of every table that has a shop
 * (the catalogue says which), and the jobs that wait for it. Its own row stays. Waits for a refresh of its rollups that is under way.
 */
export async function eraseRows(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('rollups', ${tx.shopId}))`);
  for (const id of await stagedOperations(tx)) await dropStagingTables(tx, id);
  for (const name of await tablesOfShops(tx)) await tx.query(sql`delete from ${identifier(name)} where shop_id = ${tx.shopId}`);
  await forgetJobs(tx);
}

/** Deletes the shop itself and its sessions. What came in for it meanwhile is left over: eraseRows, once more, takes it away. */
export async function eraseShop(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`delete from session where shop = (select domain from shop where id = ${tx.shopId})`);
  await tx.query(sql`delete from shop where id = ${tx.shopId}`);
}

/** Takes the jobs of the shop that nobody is at out of the queue. */
export async function forgetJobs(tx: ShopTransaction): Promise<void> {
  await tx.query(sql`select forget_jobs()`);
}

/** Every table that keeps rows by shop. One that is added later is among them by itself. */
async function tablesOfShops(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.query(sql`
    select   relname as name
    from     pg_class
    where    relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
             and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'shop_id' and not attisdropped)
    order by relname`);
  return rows.map((row) => table.parse(row));
}

/** The operations of the shop that have tables in staging: those that are loaded, or were when a worker died. */
export async function stagedOperations(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.query(sql`
    select   id
    from     bulk_operation
    where    shop_id = ${tx.shopId}
             and id::text in (
               select substring(relname::text from '_([0-9]+)$')
               from   pg_class
               where  relnamespace = (select oid from pg_namespace where nspname = 'staging') and relkind = 'r'
             )
    order by id`);
  return rows.map((row) => operation.parse(row));
}

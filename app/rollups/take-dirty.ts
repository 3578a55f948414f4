import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** What has to be recomputed: local days "YYYY-MM-DD" and customers by id. */
export type Stale = { readonly days: readonly string[]; readonly customers: readonly string[] };

/**
 * Besides, customers of whom only the tags are others, cohorts by the first day of their month, and days of which the checkouts or carts
 * are others.
 */
export type Dirty = Stale & {
  readonly tagged: readonly string[];
  readonly cohorts: readonly string[];
  readonly checkouts: readonly string[];
};

export type Limits = { readonly days: number; readonly customers: number; readonly cohorts: number };

const taken = z.array(z.object({ key: z.string() })).transform((rows) => rows.map(({ key }) => key));

/**
 * Takes up to so many marks of customers away, and, only where those were all of them, marks of days, the newest first: an order's place
 * among its customer's orders is then known, and no day is recomputed again and again; cohorts come last of all for the same reason. Marks
 * that a load is about to commit are left for the next time; a load that wants to write one of those taken waits for the end of this
 * transaction.
 */
export async function takeDirty(tx: ShopTransaction, limits: Limits): Promise<Dirty> {
  const customers = await take(tx, "customer", limits.customers);
  const tagged = await take(tx, "tags", limits.customers);
  const days = customers.length < limits.customers ? await take(tx, "day", limits.days) : [];
  const isAll = Math.max(customers.length, tagged.length) < limits.customers && days.length < limits.days;
  const checkouts = isAll ? await take(tx, "checkout", limits.days) : [];
  return { customers, tagged, days, checkouts, cohorts: isAll ? await take(tx, "cohort", limits.cohorts) : [] };
}

async function take(tx: ShopTransaction, kind: "customer" | "tags" | "day" | "cohort" | "checkout", limit: number): Promise<string[]> {
  return taken.parse(
    await tx.query(sql`
      with mark as materialized (
        select   key
        from     dirty
        where    shop_id = ${tx.shopId} and kind = ${kind}
        order by key desc
        limit    ${limit}
        for update skip locked
      )
      delete from dirty
      where  shop_id = ${tx.shopId} and kind = ${kind} and key = any(array(select key from mark))
      returning key`),
  );
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** What has to be recomputed: local days "YYYY-MM-DD" and customers by id. */
export type Stale = { readonly days: readonly string[]; readonly customers: readonly string[] };

const taken = z.array(z.object({ kind: z.enum(["day", "customer", "product"]), key: z.string() }));

/**
 * Takes up to `limit` marks away, days first and the newest of them before the older. Marks that a load is about to commit are left for the
 * next time; a load that wants to write one of those taken waits for the end of this transaction.
 */
export async function takeDirty(tx: ShopTransaction, limit: number): Promise<Stale> {
  const rows = taken.parse(
    await tx.query(sql`
      delete from dirty
      using  (
               select   kind, key
               from     dirty
               where    shop_id = ${tx.shopId}
               order by kind = 'day' desc, key desc
               limit    ${limit}
               for update skip locked
             ) as mark
      where  dirty.shop_id = ${tx.shopId} and dirty.kind = mark.kind and dirty.key = mark.key
      returning dirty.kind, dirty.key`),
  );
  const keys = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.key);
  return { days: keys("day"), customers: keys("customer") };
}

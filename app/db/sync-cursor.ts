import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import type { BulkResource } from "./bulk-operation.ts";

/** Shopify's search lags behind what is written, and clocks differ: what changed this long before a cursor is asked for again. */
const OVERLAP_MS = 15 * 60 * 1000;

const cursors = z.array(z.object({ resource: z.string(), covered_until: z.date() }));

/**
 * From when on each resource is to be asked for what changed; one that is missing has to be asked for whole. Products always are: a stock
 * level that changes leaves its product's `updatedAt` as it was. An order may have grown from a recent one into an older one: both take the
 * older of the two cursors.
 */
export async function changedSince(tx: ShopTransaction): Promise<Map<BulkResource, Date>> {
  const known = await readCursors(tx);
  const [recent, older] = [known.get("orders_recent"), known.get("orders_older")];
  const orders = recent && older && new Date(Math.min(recent.getTime(), older.getTime()));
  const wanted: [BulkResource, Date | undefined][] = [
    ["orders_recent", orders],
    ["orders_older", orders],
    ["customers", known.get("customers")],
    ["abandoned_checkouts", known.get("abandoned_checkouts")],
  ];
  return new Map(wanted.flatMap(([resource, at]) => (at ? [[resource, before(at)] as const] : [])));
}

/** Up to which instant an operation's resource is known, now that all of its file is in the facts: that at which its run began. */
export async function moveCursor(
  tx: ShopTransaction,
  operation: { readonly resource: BulkResource; readonly syncRunId: string },
): Promise<void> {
  await tx.query(sql`
    insert into sync_cursor as stored (shop_id, resource, covered_until)
    select ${tx.shopId}, ${operation.resource}, split_at
    from   sync_run
    where  shop_id = ${tx.shopId} and id = ${operation.syncRunId} and split_at is not null
    on conflict (shop_id, resource) do update set covered_until = greatest(stored.covered_until, excluded.covered_until)`);
}

/** From now on the resource has to be asked for whole, until its cursor is moved again. */
export async function forgetCursor(tx: ShopTransaction, resource: BulkResource): Promise<void> {
  await tx.query(sql`delete from sync_cursor where shop_id = ${tx.shopId} and resource = ${resource}`);
}

/** What is not in any file, and is followed when a run's files are in. */
export type Followed = "deletions" | "merges";

/** From when on they are to be followed, whatever runs have failed since; null before the first sync, which begins with what there is. */
export async function followedSince(tx: ShopTransaction, what: Followed): Promise<Date | null> {
  const at = (await readCursors(tx)).get(what);
  return at ? before(at) : null;
}

/** Notes that all up to an instant are followed. */
export async function noteFollowed(tx: ShopTransaction, what: Followed, until: Date): Promise<void> {
  await tx.query(sql`
    insert into sync_cursor as stored (shop_id, resource, covered_until)
    values (${tx.shopId}, ${what}, ${until})
    on conflict (shop_id, resource) do update set covered_until = greatest(stored.covered_until, excluded.covered_until)`);
}

async function readCursors(tx: ShopTransaction): Promise<Map<string, Date>> {
  const rows = cursors.parse(await tx.query(sql`select resource, covered_until from sync_cursor where shop_id = ${tx.shopId}`));
  return new Map(rows.map((row) => [row.resource, row.covered_until]));
}

function before(at: Date): Date {
  return new Date(at.getTime() - OVERLAP_MS);
}

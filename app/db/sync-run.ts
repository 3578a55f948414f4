import { z } from "zod";
import type { Row, ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { tellChange } from "./shop-change.ts";

/** From `requested` to `refreshing` a run is under way; the other three are final. */
const syncStatuses = ["requested", "exporting", "loading", "refreshing", "done", "failed", "cancelled"] as const;
export type SyncStatus = (typeof syncStatuses)[number];
export const underWay: readonly SyncStatus[] = ["requested", "exporting", "loading", "refreshing"];

const syncRun = z
  .object({
    id: z.string(),
    kind: z.enum(["full", "incremental", "rebuild"]),
    status: z.enum(syncStatuses),
    requested_at: z.date(),
    started_at: z.date().nullable(),
    finished_at: z.date().nullable(),
    split_at: z.date().nullable(),
    error: z.string().nullable(),
    remedy: z.string().nullable(),
    deleted: z.coerce.number(),
    out_of_reach: z.coerce.number().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    /** Of everything, of what changed, or, without Shopify, of the days that another time zone makes of what is stored. */
    kind: row.kind,
    status: row.status,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    /** The fixed instant from which the days of "recent orders" are counted back. */
    splitAt: row.split_at,
    /** What was wrong and where; null while nothing is. */
    error: row.error,
    /** What the merchant can do about `error`. */
    remedy: row.remedy,
    /** Records that Shopify's events told were deleted, and that nothing had told before. */
    deleted: row.deleted,
    /** Orders too old for the app to see again, kept as they were last seen; null where every order can be seen. */
    outOfReach: row.out_of_reach,
  }));

/** One run of the sync, without its operations. */
export type SyncRun = z.output<typeof syncRun>;

/** The run of that id, or null. With `lock`, nobody else changes it until the transaction has ended. */
export async function findSyncRun(tx: ShopTransaction, id: string, lock: "lock" | "read" = "read"): Promise<SyncRun | null> {
  const [row] = await tx.query(sql`
    select *
    from   sync_run
    where  shop_id = ${tx.shopId} and id = ${id}
    ${lock === "lock" ? sql`for update` : sql``}`);
  return row === undefined ? null : parseSyncRun(row);
}

/** Asks for a run. While one is under way no second one is started: that one is the answer. */
export async function insertSyncRun(tx: ShopTransaction, kind: SyncRun["kind"]): Promise<{ run: SyncRun; started: boolean }> {
  const [inserted] = await tx.query(sql`
    insert into sync_run (shop_id, kind, status, requested_at)
    values (${tx.shopId}, ${kind}, 'requested', clock_timestamp())
    on conflict (shop_id) where status in ('requested', 'exporting', 'loading', 'refreshing') do nothing
    returning *`);
  if (inserted !== undefined) {
    await tellChange(tx);
    return { run: parseSyncRun(inserted), started: true };
  }
  const [current] = await tx.query(sql`
    select *
    from   sync_run
    where  shop_id = ${tx.shopId} and status = any(${underWay})`);
  return { run: parseSyncRun(current), started: false };
}

/** From `requested` to `exporting`; fixes the instant that parts recent orders from older ones. */
export async function startSyncRun(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update sync_run
    set    status = 'exporting', started_at = clock_timestamp(), split_at = date_trunc('milliseconds', clock_timestamp())
    where  shop_id = ${tx.shopId} and id = ${id} and status = 'requested'`);
  await tellChange(tx);
}

/** Moves a run on to where its operations are; never back, and never out of a final state. */
export async function advanceSyncRun(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update sync_run
    set    status = case
             when not exists (
               select from bulk_operation
               where  shop_id = ${tx.shopId} and sync_run_id = ${id} and status in ('waiting', 'exporting', 'loading')
             ) then 'refreshing'
             else 'loading'
           end
    where  shop_id = ${tx.shopId} and id = ${id} and status in ('exporting', 'loading')`);
  await tellChange(tx);
}

/** Ends a run that is under way. Says false if it had ended before. */
export async function endSyncRun(
  tx: ShopTransaction,
  id: string,
  end: { readonly status: "done" | "cancelled" } | { readonly status: "failed"; readonly error: string; readonly remedy: string },
): Promise<boolean> {
  const { error, remedy } = end.status === "failed" ? end : { error: null, remedy: null };
  const rows = await tx.query(sql`
    update sync_run
    set    status = ${end.status}, finished_at = clock_timestamp(), error = ${error}, remedy = ${remedy}
    where  shop_id = ${tx.shopId} and id = ${id} and status = any(${underWay})
    returning id`);
  if (rows.length > 0) await tellChange(tx);
  return rows.length > 0;
}

/** Adds to what a run has learnt to be deleted. */
export async function countDeleted(tx: ShopTransaction, id: string, deleted: number): Promise<void> {
  await tx.query(sql`
    update sync_run
    set    deleted = deleted + ${deleted}::integer
    where  shop_id = ${tx.shopId} and id = ${id}`);
}

/** The runs under way: at most one a shop, but the sweep does not rely on it. */
export async function runsUnderWay(tx: ShopTransaction): Promise<SyncRun[]> {
  const rows = await tx.query(sql`
    select   *
    from     sync_run
    where    shop_id = ${tx.shopId} and status = any(${underWay})
    order by id`);
  return rows.map(parseSyncRun);
}

/** A row of `sync_run` as the rest of the app knows it. */
export function parseSyncRun(row: Row | undefined): SyncRun {
  return syncRun.parse(row);
}

import { z } from "zod";
import { type ShopTransaction, withShop } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { type BulkOperation, operationsOfRun } from "./bulk-operation.ts";
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

/** What became of the lines of all files of a run. `applied` were new or changed, `unchanged` were there already, `older` came too late. */
export type SyncTotals = {
  readonly objects: number;
  readonly lines: number;
  readonly bytes: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly older: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly orphaned: number;
  readonly unbalanced: number;
};

/** A run as a page shows it: its operations, their sums, and how long it took from request to end (null while it is under way). */
export type SyncProgress = SyncRun & {
  readonly operations: readonly BulkOperation[];
  readonly totals: SyncTotals;
  readonly durationMs: number | null;
};

type ShopKey = { readonly id: string };

/** The run that is under way, or null. Opens a transaction of its own. */
export async function currentSync(shop: ShopKey): Promise<SyncProgress | null> {
  const [run] = await progress(shop, sql`status = any(${underWay})`, 1);
  return run ?? null;
}

/** The run that ended last, however it ended, or null before the first. Opens a transaction of its own. */
export async function lastSync(shop: ShopKey): Promise<SyncProgress | null> {
  const [run] = await progress(shop, sql`status in ('done', 'failed', 'cancelled')`, 1);
  return run ?? null;
}

/** The last runs, newest first, the one under way included. Opens a transaction of its own. */
export async function syncHistory(shop: ShopKey, limit = 10): Promise<SyncProgress[]> {
  return progress(shop, sql`true`, limit);
}

/** The run of that id, or null. With `lock`, nobody else changes it until the transaction has ended. */
export async function findSyncRun(tx: ShopTransaction, id: string, lock: "lock" | "read" = "read"): Promise<SyncRun | null> {
  const [row] = await tx.query(sql`
    select *
    from   sync_run
    where  shop_id = ${tx.shopId} and id = ${id}
    ${lock === "lock" ? sql`for update` : sql``}`);
  return row === undefined ? null : syncRun.parse(row);
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
    return { run: syncRun.parse(inserted), started: true };
  }
  const [current] = await tx.query(sql`
    select *
    from   sync_run
    where  shop_id = ${tx.shopId} and status = any(${underWay})`);
  return { run: syncRun.parse(current), started: false };
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
  return rows.map((row) => syncRun.parse(row));
}

async function progress(shop: ShopKey, condition: Sql, limit: number): Promise<SyncProgress[]> {
  return withShop(shop.id, async (tx) => {
    const rows = await tx.query(sql`
      select   *
      from     sync_run
      where    shop_id = ${tx.shopId} and ${condition}
      order by id desc
      limit    ${limit}`);
    const runs: SyncProgress[] = [];
    for (const row of rows) {
      const run = syncRun.parse(row);
      const operations = await operationsOfRun(tx, run.id);
      runs.push({ ...run, operations, totals: totals(operations), durationMs: duration(run) });
    }
    return runs;
  });
}

function duration(run: SyncRun): number | null {
  return run.finishedAt === null ? null : run.finishedAt.getTime() - run.requestedAt.getTime();
}

function totals(operations: readonly BulkOperation[]): SyncTotals {
  const sum = (of: (operation: BulkOperation) => number) => operations.reduce((total, operation) => total + of(operation), 0);
  return {
    objects: sum(({ objectCount }) => objectCount ?? 0),
    lines: sum(({ linesRead }) => linesRead),
    bytes: sum(({ bytesRead }) => bytesRead),
    applied: sum(({ applied }) => applied),
    unchanged: sum(({ unchanged }) => unchanged),
    older: sum(({ older }) => older),
    duplicate: sum(({ duplicate }) => duplicate),
    refused: sum(({ refused }) => refused),
    orphaned: sum(({ orphaned }) => orphaned),
    unbalanced: sum(({ unbalanced }) => unbalanced),
  };
}

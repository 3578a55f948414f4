import { withShop } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { type BulkOperation, operationsOfRun } from "./bulk-operation.ts";
import { parseSyncRun, type SyncRun, underWay } from "./sync-run.ts";

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
      const run = parseSyncRun(row);
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

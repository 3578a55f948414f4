import { z } from "zod";
import type { Row, ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** What one bulk operation of a sync exports. */
export const bulkResources = ["orders_recent", "orders_older", "customers", "products", "abandoned_checkouts"] as const;
export type BulkResource = (typeof bulkResources)[number];

/** waiting: for a slot at Shopify; exporting: Shopify writes the file; loading: we read it; the other three are final. */
const operationStatuses = ["waiting", "exporting", "loading", "loaded", "failed", "cancelled"] as const;
export type OperationStatus = (typeof operationStatuses)[number];

const count = z.coerce.number().int();

const bulkOperation = z
  .object({
    id: z.string(),
    sync_run_id: z.string(),
    resource: z.enum(bulkResources),
    gid: z.string().nullable(),
    status: z.enum(operationStatuses),
    shopify_status: z.string().nullable(),
    error_code: z.string().nullable(),
    object_count: count.nullable(),
    root_object_count: count.nullable(),
    file_size: count.nullable(),
    url: z.string().nullable(),
    attempts: count,
    bytes_read: count,
    lines_read: count,
    refused: count,
    merged: count,
    applied: count,
    unchanged: count,
    older: count,
    duplicate: count,
    orphaned: count,
    unbalanced: count,
    submitted_at: z.date().nullable(),
    exported_at: z.date().nullable(),
    staged_at: z.date().nullable(),
    loaded_at: z.date().nullable(),
    error: z.string().nullable(),
    remedy: z.string().nullable(),
    changed_since: z.date().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    syncRunId: row.sync_run_id,
    resource: row.resource,
    gid: row.gid,
    status: row.status,
    /** Shopify's own word for the state of the export. */
    shopifyStatus: row.shopify_status,
    errorCode: row.error_code,
    /** Objects that Shopify has written so far; of a finished export, all of them: each is one line of the file. */
    objectCount: row.object_count,
    rootObjectCount: row.root_object_count,
    /** Bytes, as Shopify says; the bytes received may differ. */
    fileSize: row.file_size,
    url: row.url,
    /** How often the export was submitted to Shopify. */
    attempts: row.attempts,
    bytesRead: row.bytes_read,
    linesRead: row.lines_read,
    refused: row.refused,
    /** Root records that the merge has been through: its progress, against `rootObjectCount`. */
    merged: row.merged,
    applied: row.applied,
    unchanged: row.unchanged,
    older: row.older,
    duplicate: row.duplicate,
    orphaned: row.orphaned,
    unbalanced: row.unbalanced,
    submittedAt: row.submitted_at,
    exportedAt: row.exported_at,
    stagedAt: row.staged_at,
    loadedAt: row.loaded_at,
    error: row.error,
    remedy: row.remedy,
    /** The export leaves out what has not changed since this instant; null where it is of everything. */
    changedSince: row.changed_since,
  }));

/** A bulk operation of a sync: where its export stands, how far its file is loaded, and what became of the file's lines. */
export type BulkOperation = z.output<typeof bulkOperation>;

/** The operations of one run, in the order in which they are wanted: recent orders first. */
export async function operationsOfRun(tx: ShopTransaction, runId: string): Promise<BulkOperation[]> {
  const rows = await tx.query(sql`
    select   *
    from     bulk_operation
    where    shop_id = ${tx.shopId} and sync_run_id = ${runId}
    order by id`);
  return rows.map(parseBulkOperation);
}

/** One operation, or null. With `lock`, nobody else changes it until the transaction has ended. */
export async function findOperation(tx: ShopTransaction, id: string, lock: "lock" | "read" = "read"): Promise<BulkOperation | null> {
  const [row] = await tx.query(sql`
    select *
    from   bulk_operation
    where  shop_id = ${tx.shopId} and id = ${id}
    ${lock === "lock" ? sql`for update` : sql``}`);
  return row === undefined ? null : parseBulkOperation(row);
}

/** The operation that exports under this gid of Shopify's, or null. */
export async function findExportingOperation(tx: ShopTransaction, gid: string): Promise<string | null> {
  const [row] = await tx.query(sql`
    select id
    from   bulk_operation
    where  shop_id = ${tx.shopId} and gid = ${gid} and status = 'exporting'`);
  return row === undefined ? null : z.object({ id: z.string() }).parse(row).id;
}

/** The exports that the shop's last operations have at Shopify. */
export async function knownGids(tx: ShopTransaction): Promise<string[]> {
  const rows = await tx.query(sql`
    select   gid
    from     bulk_operation
    where    shop_id = ${tx.shopId} and gid is not null
    order by id desc
    limit    100`);
  return rows.map((row) => z.object({ gid: z.string() }).parse(row).gid);
}

/** The run's exports, none of them submitted yet; the order given is the order in which they are submitted and listed. Each is of what
 * changed since the instant that `changedSince` has for it, or of everything. */
export async function insertOperations(
  tx: ShopTransaction,
  runId: string,
  resources: readonly BulkResource[],
  changedSince: ReadonlyMap<BulkResource, Date> = new Map(),
): Promise<BulkOperation[]> {
  const since = resources.map((resource) => changedSince.get(resource) ?? null);
  const rows = await tx.query(sql`
    insert into bulk_operation (shop_id, sync_run_id, resource, status, changed_since)
    select   ${tx.shopId}, ${runId}, wanted.resource, 'waiting', wanted.changed_since
    from     unnest(${[...resources]}::text[], ${since}::timestamptz[]) with ordinality as wanted (resource, changed_since, place)
    order by wanted.place
    returning *`);
  return rows.map(parseBulkOperation);
}

/** Before the export is asked for: a worker that dies here leaves a trace by which the next one looks for the export at Shopify. */
export async function markSubmitting(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    submitted_at = clock_timestamp()
    where  shop_id = ${tx.shopId} and id = ${id} and status = 'waiting'`);
}

/** Shopify had no slot, or refused: nothing was submitted. */
export async function markNotSubmitted(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    submitted_at = null
    where  shop_id = ${tx.shopId} and id = ${id} and status = 'waiting'`);
}

/** Shopify has taken the export on under this gid. */
export async function markSubmitted(tx: ShopTransaction, id: string, gid: string, shopifyStatus: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    status = 'exporting', gid = ${gid}, shopify_status = ${shopifyStatus}, attempts = attempts + 1
    where  shop_id = ${tx.shopId} and id = ${id} and status = 'waiting'`);
}

/** What Shopify says of an export: how far it is, and where its file lies once it is whole. */
export type ExportState = {
  readonly shopifyStatus: string;
  readonly errorCode: string | null;
  readonly objectCount: number;
  readonly rootObjectCount: number;
  readonly fileSize: number | null;
  readonly url: string | null;
};

/** Notes how far the export is. With `completed` its file can be loaded from now on. */
export async function recordExport(tx: ShopTransaction, id: string, state: ExportState, completed: boolean): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    shopify_status = ${state.shopifyStatus},
           error_code = ${state.errorCode},
           object_count = ${state.objectCount},
           root_object_count = ${state.rootObjectCount},
           file_size = ${state.fileSize},
           url = ${state.url},
           status = case when ${completed} then 'loading' else status end,
           exported_at = case when ${completed} then coalesce(exported_at, clock_timestamp()) else exported_at end
    where  shop_id = ${tx.shopId} and id = ${id} and status in ('exporting', 'loading')`);
}

/** Back to the start: what was read of the file counts no more, and the export is to be submitted again. */
export async function resetOperation(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    status = 'waiting', gid = null, shopify_status = null, error_code = null,
           object_count = null, root_object_count = null, file_size = null, url = null,
           submitted_at = null, exported_at = null
    where  shop_id = ${tx.shopId} and id = ${id} and status in ('exporting', 'loading')`);
}

/** All of the file is in the facts. */
export async function markLoaded(tx: ShopTransaction, id: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    status = 'loaded', loaded_at = clock_timestamp()
    where  shop_id = ${tx.shopId} and id = ${id} and status = 'loading'`);
}

/** Given up, with what was wrong and what to do. */
export async function failOperation(tx: ShopTransaction, id: string, error: string, remedy: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    status = 'failed', error = ${error}, remedy = ${remedy}
    where  shop_id = ${tx.shopId} and id = ${id} and status in ('waiting', 'exporting', 'loading')`);
}

/** Ends what a cancelled run has not loaded yet. */
export async function cancelOperations(tx: ShopTransaction, runId: string): Promise<void> {
  await tx.query(sql`
    update bulk_operation
    set    status = 'cancelled'
    where  shop_id = ${tx.shopId} and sync_run_id = ${runId} and status in ('waiting', 'exporting', 'loading')`);
}

function parseBulkOperation(row: Row): BulkOperation {
  return bulkOperation.parse(row);
}

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

/** A row of `bulk_operation` as the rest of the app knows it. */
export function parseBulkOperation(row: Row): BulkOperation {
  return bulkOperation.parse(row);
}

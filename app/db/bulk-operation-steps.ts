import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { type BulkOperation, type BulkResource, parseBulkOperation } from "./bulk-operation.ts";

/**
 * The run's exports, none of them submitted yet; the order given is the order in which they are submitted and listed. Each is of what
 * changed since the instant that `changedSince` has for it, or of everything.
 */
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

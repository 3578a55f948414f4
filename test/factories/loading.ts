import { onTestFinished } from "vitest";
import type { BulkResource } from "../../app/db/bulk-operation.ts";
import type { LineCounts } from "../../app/db/bulk-progress.ts";
import { dropStagingTables } from "../../app/db/staging.ts";
import { type Row, withShop } from "../../app/db.server.ts";
import { mergeOperation } from "../../app/ingest/bulk/merge.ts";
import { stageFile } from "../../app/ingest/bulk/stage.ts";
import type { ShopContext } from "../../app/ingest/records/record.ts";
import { identifier, sql } from "../../app/lib/sql.ts";
import { givenOperation, jsonl, serveFile } from "./bulk-file.ts";

export const notAborted = new AbortController().signal;

/** Loads these lines as one bulk file, from its first byte to the facts. */
export async function load(
  shop: ShopContext,
  lines: readonly (object | string)[] | Buffer,
  resource: BulkResource = "orders_recent",
): Promise<LineCounts & { operationId: string }> {
  const operationId = await givenOperation(shop, resource);
  const file = await serveFile(Buffer.isBuffer(lines) ? lines : jsonl(lines));
  onTestFinished(file.close);
  await stageFile({ shop, operationId, resource, url: file.url, signal: notAborted });
  const counts = await mergeOperation({ shop, operationId, resource, signal: notAborted });
  await withShop(shop.id, (tx) => dropStagingTables(tx, operationId));
  return { ...counts, operationId };
}

/** All rows of a table, with the transaction that wrote each. */
export function rows(shop: { readonly id: string }, table: string): Promise<Row[]> {
  return withShop(shop.id, (tx) => tx.query(sql`select *, xmin::text from ${identifier(table)} order by 1, 2, 3`));
}

/** Everything that is stored of the shop's orders, without the transactions that wrote it. */
export async function ledger(shop: { readonly id: string }): Promise<Record<string, Row[]>> {
  const all: Record<string, Row[]> = {};
  for (const table of ["orders", "order_line", "agreement", "sale"])
    all[table] = (await rows(shop, table)).map(({ xmin: _, shop_id: __, ...row }) => row);
  return all;
}

/** No line has come to anything: what a test expects besides what it names. */
export const none = { applied: 0, unchanged: 0, older: 0, duplicate: 0, refused: 0, orphaned: 0, unbalanced: 0 };

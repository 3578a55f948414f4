import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { columnsOf } from "../../db/columns.ts";
import { staged } from "../../db/staging.ts";
import type { ShopTransaction } from "../../db.server.ts";
import { sql } from "../../lib/sql.ts";
import type { EncodedRows } from "./copy-rows.ts";

/** Sends encoded rows to the operation's staging table. */
export async function copyRows(tx: ShopTransaction, operationId: string, { table, columns, parts }: EncodedRows): Promise<void> {
  if (parts.length === 0) return;
  const { text } = sql`copy ${staged(table, operationId)} (${columnsOf(columns)}) from stdin`;
  await pipeline(Readable.from(parts, { objectMode: true }), tx.client.query(copyFrom(text)));
}

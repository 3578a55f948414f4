import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { accepted, countWritten, upsertNewer } from "./merge-statements.ts";
import { withoutRedacted } from "./redaction.ts";
import type { IdRange } from "./staging.ts";

const columns = "created_at updated_at country province tags number_of_orders amount_spent currency rfm_group".split(" ");

const counted = z.tuple([z.object({ accepted: z.number() })]).transform(([row]) => row.accepted);

/** Brings the staged customers of a range into the facts (see upsertNewer); `accepted`: those written, and those equal before. */
export async function mergeCustomers(
  tx: ShopTransaction,
  operationId: string,
  range: IdRange,
): Promise<{ readonly written: number; readonly accepted: number }> {
  const source = await withoutRedacted(tx, "customer", columns, operationId);
  const written = await countWritten(tx, upsertNewer(tx, "customer", columns, operationId, range, source));
  const ids = accepted(tx, "customer", operationId, range);
  return { written, accepted: counted.parse(await tx.query(sql`select count(*)::integer as accepted from (${ids}) accepted`)) };
}

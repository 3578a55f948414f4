import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { accepted, upsertNewer } from "./merge-statements.ts";
import { withoutRedacted } from "./redaction.ts";
import type { IdRange } from "./staging.ts";

const columns = "created_at updated_at country province tags number_of_orders amount_spent currency rfm_group".split(" ");

const counted = z.tuple([z.object({ accepted: z.number() })]).transform(([row]) => row.accepted);
const merged = z.tuple([z.object({ written: z.number(), retagged: z.array(z.string()) })]).transform(([row]) => row);

/** `written`: customers written; `accepted`: those and the ones that were equal before; `retagged`: those with other tags than before. */
export type MergedCustomers = z.output<typeof merged> & { readonly accepted: number };

/** Brings the staged customers of a range into the facts (see upsertNewer). */
export async function mergeCustomers(tx: ShopTransaction, operationId: string, range: IdRange): Promise<MergedCustomers> {
  const source = await withoutRedacted(tx, "customer", columns, operationId);
  const changed = merged.parse(
    await tx.query(sql`
      with written as (
        ${upsertNewer(tx, "customer", columns, operationId, range, source)}
        returning new.id, coalesce(old.tags, '{}') is distinct from new.tags as retagged
      )
      select count(*)::integer as written, coalesce(array_agg(id::text) filter (where retagged), '{}') as retagged
      from   written`),
  );
  const ids = accepted(tx, "customer", operationId, range);
  return { ...changed, accepted: counted.parse(await tx.query(sql`select count(*)::integer as accepted from (${ids}) accepted`)) };
}

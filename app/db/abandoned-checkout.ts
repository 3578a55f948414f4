import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { columnsOf } from "./columns.ts";
import { accepted, type Children, countWritten, deleteVanished, mergeChildren, shorterThanSaid, upsertNewer } from "./merge-statements.ts";
import { withoutRedacted } from "./redaction.ts";
import { type IdRange, staged } from "./staging.ts";

const columns = "created_at updated_at completed_at customer_id country province discount_codes currency subtotal total units".split(" ");

const lines: Children = {
  table: "abandoned_checkout_line",
  key: ["checkout_id", "id"],
  columns: "title sku product_id variant_id quantity total".split(" "),
};

const counts = z
  .tuple([z.object({ accepted: z.number(), lines: z.number(), accepted_lines: z.number() })])
  .transform(([{ accepted_lines: acceptedLines, ...row }]) => ({ ...row, acceptedLines }));

const days = z.array(z.object({ day: z.string() })).transform((rows) => rows.map(({ day }) => day));

/** Of a range: checkouts whose stored state is the file's, its lines, and those of such checkouts. */
export type CheckoutCounts = z.output<typeof counts>;

/** Brings the staged checkouts of a range into the facts (see upsertNewer); returns how many were written. */
export async function mergeAbandonedCheckouts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  const source = await withoutRedacted(tx, "abandoned_checkout", columns, operationId);
  return countWritten(tx, upsertNewer(tx, "abandoned_checkout", columns, operationId, range, source));
}

/** What became of lines: inserted or changed, and deleted. */
export type LineChanges = { readonly written: number; readonly vanished: number };

/** Makes the lines of the accepted checkouts of a range what the file says: vanished ones go. */
export async function mergeAbandonedCheckoutLines(tx: ShopTransaction, operationId: string, range: IdRange): Promise<LineChanges> {
  const acceptedCheckouts = acceptedIn(tx, operationId, range);
  const incoming = staged("abandoned_checkout_line", operationId);
  const vanished = await countWritten(tx, deleteVanished(tx, lines, sql`select id from (${acceptedCheckouts}) accepted`, incoming, range));
  const written = await countWritten(
    tx,
    mergeChildren(
      tx,
      lines,
      sql`select ${columnsOf([...lines.key, ...lines.columns], "line")}
          from   (${acceptedCheckouts}) accepted
          join   ${incoming} line on line.checkout_id = accepted.id`,
      range,
    ),
  );
  return { written, vanished };
}

/** After a merge of their lines: the accepted checkouts of a range that have fewer units on their lines than they say. */
export function shortCheckouts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<string[]> {
  const said = sql`select id, units as children from (${accepted(tx, "abandoned_checkout", operationId, range, ["units"])}) accepted`;
  return shorterThanSaid(tx, { said, children: lines, has: sql`sum(quantity)` }, range);
}

/** The local days on which the staged checkouts of a range were begun or completed. */
export async function daysOfCheckouts(tx: ShopTransaction, operationId: string, range: IdRange, timeZone: string): Promise<string[]> {
  return days.parse(
    await tx.query(sql`
      select distinct (at at time zone ${timeZone}::text)::date::text as day
      from   (select id, created_at as at from ${staged("abandoned_checkout", operationId)}
              union all select id, completed_at from ${staged("abandoned_checkout", operationId)}) instants
      where  id between ${range.fromId} and ${range.toId} and at is not null`),
  );
}

/** After a merge: the range's staged lines, and how much of them is stored as the file has it. */
export async function countAbandonedCheckouts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<CheckoutCounts> {
  return counts.parse(
    await tx.query(sql`
      with accepted as (${acceptedIn(tx, operationId, range)})
      select (select count(*) from accepted)::integer as accepted,
             count(*)::integer as lines,
             count(accepted.id)::integer as accepted_lines
      from   ${staged("abandoned_checkout", operationId)} checkout
      join   ${staged("abandoned_checkout_line", operationId)} line on line.checkout_id = checkout.id
      left join accepted on accepted.id = checkout.id
      where  checkout.id between ${range.fromId} and ${range.toId}`),
  );
}

function acceptedIn(tx: ShopTransaction, operationId: string, range: IdRange): Sql {
  return accepted(tx, "abandoned_checkout", operationId, range);
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { accepted, upsertNewer } from "./merge-statements.ts";
import { withoutRedacted } from "./redaction.ts";
import type { IdRange } from "./staging.ts";

const columns = [
  ..."name customer_id created_at processed_at updated_at cancelled_at closed_at test edited currency".split(" "),
  ..."presentment_currency taxes_included source_name financial_status fulfillment_status cart_token checkout_token".split(" "),
  ..."discount_codes tags country province original_total current_total line_quantity current_line_quantity".split(" "),
];

const ofAccepted = "customer_id test original_total current_total line_quantity current_line_quantity".split(" ");

const merged = z
  .tuple([z.object({ applied: z.number(), known: z.array(z.string()), customers: z.array(z.string()) })])
  .transform(([row]) => row);

const dayOf = z.object({ day: z.string() });

/** `applied`: orders written; `known`: those of them that were stored before; `customers`: theirs, before and after. */
export type MergedOrders = z.output<typeof merged>;

/** Brings the staged orders of a range into the facts (see upsertNewer). */
export async function mergeOrders(tx: ShopTransaction, operationId: string, range: IdRange): Promise<MergedOrders> {
  const source = await withoutRedacted(tx, "orders", columns, operationId);
  return merged.parse(
    await tx.query(sql`
      with written as (
        ${upsertNewer(tx, "orders", columns, operationId, range, source)}
        returning new.id, old.id is not null as known, old.customer_id as old_customer, new.customer_id as new_customer
      )
      select count(*)::integer as applied,
             coalesce(array_agg(id::text) filter (where known), '{}') as known,
             array(select old_customer::text from written where old_customer is not null
                   union select new_customer::text from written where new_customer is not null) as customers
      from   written`),
  );
}

/** The local days on which orders of a range were processed that have no ledger, and so no day of their own. */
export async function daysWithoutLedger(tx: ShopTransaction, range: IdRange, timeZone: string): Promise<string[]> {
  const rows = await tx.query(sql`
    with bare as (
      select id from orders where shop_id = ${tx.shopId} and id between ${range.fromId} and ${range.toId}
      except
      select order_id from sale where shop_id = ${tx.shopId} and order_id between ${range.fromId} and ${range.toId}
    )
    select distinct (processed_at at time zone ${timeZone}::text)::date as day
    from   orders
    where  shop_id = ${tx.shopId} and id in (select id from bare) and id between ${range.fromId} and ${range.toId}`);
  return rows.map((row) => dayOf.parse(row).day);
}

/** The orders of a range that the file's lines, agreements and sales may be written for, with what is needed of them. */
export function acceptedOrders(tx: ShopTransaction, operationId: string, range: IdRange): Sql {
  return accepted(tx, "orders", operationId, range, ofAccepted);
}

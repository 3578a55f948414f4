import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { type Children, countWritten, deleteVanished, mergeChildren } from "./merge-statements.ts";
import { acceptedOrders } from "./orders.ts";
import { type IdRange, staged } from "./staging.ts";

const agreements: Children = { table: "agreement", key: ["order_id", "id"], columns: ["reason", "happened_at", "day"] };

/** Like mergeOrderLines, for agreements: each gets its day in the shop's time zone. */
export async function mergeAgreements(tx: ShopTransaction, operationId: string, range: IdRange, timeZone: string): Promise<number> {
  const accepted = acceptedOrders(tx, operationId, range);
  const incoming = staged("agreement", operationId);
  await tx.query(deleteVanished(tx, agreements, sql`select id from (${accepted}) accepted`, incoming, range));
  return countWritten(
    tx,
    mergeChildren(
      tx,
      agreements,
      sql`select agreement.order_id, agreement.id, agreement.reason, agreement.happened_at,
                 (agreement.happened_at at time zone ${timeZone}::text)::date as day
          from   (${accepted}) accepted
          join   ${incoming} agreement on agreement.order_id = accepted.id
          where  agreement.order_id between ${range.fromId} and ${range.toId}`,
      range,
    ),
  );
}

import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { columnsOf } from "./columns.ts";
import { type Children, countWritten, deleteVanished, mergeChildren } from "./merge-statements.ts";
import { acceptedOrders } from "./orders.ts";
import { type IdRange, staged } from "./staging.ts";

const lines: Children = {
  table: "order_line",
  key: ["order_id", "id"],
  columns: "title variant_title sku vendor product_id variant_id quantity current_quantity is_gift_card unit_price".split(" "),
};

/** Makes the lines of the accepted orders of a range what the file says: vanished ones go. Returns how many of the file's were written. */
export async function mergeOrderLines(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  const accepted = acceptedOrders(tx, operationId, range);
  const incoming = staged("order_line", operationId);
  await tx.query(deleteVanished(tx, lines, sql`select id from (${accepted}) accepted`, incoming, range));
  return countWritten(
    tx,
    mergeChildren(
      tx,
      lines,
      sql`select ${columnsOf([...lines.key, ...lines.columns], "line")}
          from   (${accepted}) accepted
          join   ${incoming} line on line.order_id = accepted.id
          where  line.order_id between ${range.fromId} and ${range.toId}`,
      range,
    ),
  );
}

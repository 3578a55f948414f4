import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { writtenRows } from "./merge-statements.ts";
import { staged } from "./staging.ts";

const LINE_LIMIT = 2_000;

/** Staged lines without a parent: which they are, and what each lacks. */
type Orphans = { readonly table: string; readonly reason: string; readonly parentExists: Sql };

/**
 * Keeps the staged lines of an operation aside whose parent never came, each with its reason, and returns how many there are. A line that
 * hangs on such a line is one too. The line is kept as it was staged, for the file's own text is not stored.
 */
export async function refuseOrphans(tx: ShopTransaction, operationId: string, resource: string): Promise<number> {
  let found = 0;
  for (const { table, reason, parentExists } of orphansOf(resource, operationId)) {
    const orphans = sql`select * from ${staged(table, operationId)} staged where not exists (${parentExists})`;
    await tx.query(sql`
      insert into refused_row (shop_id, bulk_operation_id, line_number, reason, line)
      select ${tx.shopId}, ${operationId}, line, ${reason}, left((to_jsonb(orphan) - 'line')::text, ${LINE_LIMIT}::integer)
      from   (${orphans}) orphan
      on conflict (shop_id, bulk_operation_id, line_number) do nothing`);
    found += writtenRows(await tx.query(sql`select count(*)::integer as written from (${orphans}) orphan`));
  }
  return found;
}

function orphansOf(resource: string, operationId: string): Orphans[] {
  const of = (table: string) => staged(table, operationId);
  switch (resource) {
    case "orders_recent":
    case "orders_older": {
      const order = sql`select from ${of("orders")} parent where parent.id = staged.order_id`;
      const agreement = sql`
        select from ${of("agreement")} parent
        join   ${of("orders")} grandparent on grandparent.id = parent.order_id
        where  parent.order_id = staged.order_id and parent.id = staged.agreement_id`;
      const reason = "the order that __parentId names is not in the file";
      return [
        { table: "order_line", reason, parentExists: order },
        { table: "agreement", reason, parentExists: order },
        { table: "sale", reason: "the agreement that __parentId names, or its order, is not in the file", parentExists: agreement },
      ];
    }
    case "products": {
      const product = sql`select from ${of("product")} parent where parent.id = staged.product_id`;
      const variant = sql`
        select from ${of("variant")} parent
        join   ${of("product")} grandparent on grandparent.id = parent.product_id
        where  parent.inventory_item_id = staged.inventory_item_id`;
      return [
        { table: "variant", reason: "the product that __parentId names is not in the file", parentExists: product },
        { table: "inventory_level", reason: "no variant in the file has the inventory item that item.id names", parentExists: variant },
      ];
    }
    case "abandoned_checkouts": {
      const checkout = sql`select from ${of("abandoned_checkout")} parent where parent.id = staged.checkout_id`;
      return [
        { table: "abandoned_checkout_line", reason: "the checkout that __parentId names is not in the file", parentExists: checkout },
      ];
    }
    default:
      return [];
  }
}

import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

const found = z.object({ inventory_item_id: z.string(), product_id: z.string() });

/** The products to whose variants these inventory items belong, as far as they are stored: item → product. */
export async function productsOfItems(tx: ShopTransaction, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query(sql`
    select inventory_item_id, product_id
    from   variant
    where  shop_id = ${tx.shopId} and inventory_item_id = any(${[...itemIds]}::bigint[])`);
  return new Map(rows.map((row) => found.parse(row)).map((row) => [row.inventory_item_id, row.product_id]));
}

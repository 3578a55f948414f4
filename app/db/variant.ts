import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { columnsOf } from "./columns.ts";
import { accepted, type Children, countWritten, deleteVanished, mergeChildren, shorterThanSaid } from "./merge-statements.ts";
import { acceptedProducts } from "./product.ts";
import { type IdRange, staged } from "./staging.ts";

const variants: Children = {
  table: "variant",
  key: ["product_id", "id"],
  columns: "title sku position price currency inventory_item_id inventory_quantity tracked updated_at level_count".split(" "),
  dated: true,
};

const levels: Children = {
  table: "inventory_level",
  key: ["product_id", "inventory_item_id", "location_id"],
  columns: ["available", "on_hand", "updated_at"],
  dated: true,
};

/**
 * Makes the variants of the accepted products of a range what the file says: vanished ones go, newer ones stay. Returns how many it wrote.
 */
export function mergeVariants(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  const incoming = sql`
    (
      select ${columnsOf([...variants.key, ...variants.columns], "incoming")}
      from   (${acceptedProducts(tx, operationId, range)}) accepted
      join   ${staged("variant", operationId)} incoming on incoming.product_id = accepted.id
    )`;
  return mergeOfProducts(tx, variants, incoming, operationId, range);
}

/** The same for inventory levels, which find their product by the inventory item of a variant. */
export function mergeInventoryLevels(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  const incoming = sql`
    (
      select variant.product_id, incoming.inventory_item_id, incoming.location_id, ${columnsOf(levels.columns, "incoming")}
      from   (${acceptedProducts(tx, operationId, range)}) accepted
      join   ${staged("variant", operationId)} variant on variant.product_id = accepted.id
      join   ${staged("inventory_level", operationId)} incoming on incoming.inventory_item_id = variant.inventory_item_id
    )`;
  return mergeOfProducts(tx, levels, incoming, operationId, range);
}

/** After a merge: the accepted products of a range that have fewer variants than they say, or whose variants lie in fewer places. */
export async function shortProducts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<string[]> {
  const saidOfVariants = sql`
    select id, variant_count as children from (${accepted(tx, "product", operationId, range, ["variant_count"])}) accepted`;
  const saidOfLevels = sql`
    select   product_id as id, sum(level_count) as children
    from     variant
    where    shop_id = ${tx.shopId} and product_id in (select id from (${acceptedProducts(tx, operationId, range)}) accepted)
    group by product_id`;
  const fewerVariants = await shorterThanSaid(tx, { said: saidOfVariants, children: variants, has: sql`count(*)` }, range);
  const fewerLevels = await shorterThanSaid(tx, { said: saidOfLevels, children: levels, has: sql`count(*)` }, range);
  return [...new Set([...fewerVariants, ...fewerLevels])];
}

async function mergeOfProducts(
  tx: ShopTransaction,
  children: Children,
  incoming: Sql,
  operationId: string,
  range: IdRange,
): Promise<number> {
  const acceptedIds = sql`select id from (${acceptedProducts(tx, operationId, range)}) accepted`;
  await tx.query(deleteVanished(tx, children, acceptedIds, incoming, range));
  return countWritten(tx, mergeChildren(tx, children, sql`select * from ${incoming} incoming`, range));
}

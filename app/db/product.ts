import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { type Sql, sql } from "../lib/sql.ts";
import { accepted, countWritten, upsertNewer } from "./merge-statements.ts";
import { type IdRange, staged } from "./staging.ts";

const columns = "title handle product_type vendor status is_gift_card tags created_at updated_at variant_count".split(" ");

const balance = z.tuple([
  z.object({ accepted: z.number(), variants: z.number(), older_variants: z.number(), levels: z.number(), older_levels: z.number() }),
]);

/** Brings the staged products of a range into the facts (see upsertNewer); returns how many were written. */
export async function mergeProducts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<number> {
  return countWritten(tx, upsertNewer(tx, "product", columns, operationId, range));
}

/** The products of a range that the file's variants and inventory levels may be written for. */
export function acceptedProducts(tx: ShopTransaction, operationId: string, range: IdRange): Sql {
  return accepted(tx, "product", operationId, range);
}

/** After a merge: how many staged lines of the range there are, and how many of them are stored in a newer state. */
export async function countProducts(tx: ShopTransaction, operationId: string, range: IdRange): Promise<{ lines: number; older: number }> {
  const [row] = balance.parse(
    await tx.query(sql`
      with accepted as (${acceptedProducts(tx, operationId, range)}),
      variants as (
        select incoming.inventory_item_id, accepted.id is null or stored.updated_at > incoming.updated_at as older
        from   ${staged("variant", operationId)} incoming
        join   ${staged("product", operationId)} product on product.id = incoming.product_id
        left join accepted on accepted.id = incoming.product_id
        left join variant stored on stored.shop_id = ${tx.shopId} and stored.product_id = incoming.product_id and stored.id = incoming.id
        where  incoming.product_id between ${range.fromId} and ${range.toId}
      ),
      levels as (
        select accepted.id is null or stored.updated_at > incoming.updated_at as older
        from   ${staged("variant", operationId)} variant
        join   ${staged("product", operationId)} product on product.id = variant.product_id
        join   ${staged("inventory_level", operationId)} incoming on incoming.inventory_item_id = variant.inventory_item_id
        left join accepted on accepted.id = variant.product_id
        left join inventory_level stored on stored.shop_id = ${tx.shopId} and stored.product_id = variant.product_id
                  and stored.inventory_item_id = incoming.inventory_item_id and stored.location_id = incoming.location_id
        where  variant.product_id between ${range.fromId} and ${range.toId}
      )
      select (select count(*) from accepted)::integer as accepted,
             (select count(*) from variants)::integer as variants, (select count(*) from variants where older)::integer as older_variants,
             (select count(*) from levels)::integer as levels, (select count(*) from levels where older)::integer as older_levels`),
  );
  return {
    lines: range.roots + row.variants + row.levels,
    older: range.roots - row.accepted + row.older_variants + row.older_levels,
  };
}

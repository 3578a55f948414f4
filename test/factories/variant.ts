import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { idOf } from "./id.ts";

/** What a test may say about a variant; its name gives its id and its title. `levels`: what is available at each location. */
export type VariantOfTest = { sku?: string; tracked?: boolean; quantity?: number | null; levels?: readonly number[]; position?: number };

/** A variant of a product in the catalogue of the shop. Answers its id. */
export async function givenVariant(
  shop: { id: string; currency: string },
  product: string,
  name: string,
  facts: VariantOfTest = {},
): Promise<string> {
  const { sku = null, tracked = true, quantity = null, levels = [], position = 1 } = facts;
  const [productId, id, item] = [idOf(product), idOf(name), idOf(`item of ${name}`)];
  await withShop(shop.id, async (tx) => {
    await tx.query(sql`
      insert into variant (shop_id, product_id, id, title, sku, position, price, currency, inventory_item_id, inventory_quantity, tracked, updated_at)
      values (${shop.id}, ${productId}, ${id}, ${name}, ${sku}, ${position}, 1000, ${shop.currency}, ${item}, ${quantity}, ${tracked}, '2024-01-01Z')`);
    for (const [location, available] of levels.entries()) {
      await tx.query(sql`
        insert into inventory_level (shop_id, product_id, inventory_item_id, location_id, available, on_hand, updated_at)
        values (${shop.id}, ${productId}, ${item}, ${location + 1}, ${available}, ${available + 1}, '2024-01-01Z')`);
    }
  });
  return id;
}

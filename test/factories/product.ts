import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { idOf } from "./id.ts";

/** What a test may say about a product; its name gives its id and its title. */
export type ProductOfTest = { type?: string; vendor?: string; giftCard?: boolean; deleted?: boolean };

/** A product in the catalogue of the shop. Answers its id. */
export async function givenProduct(shop: { id: string }, name: string, facts: ProductOfTest = {}): Promise<string> {
  const id = idOf(name);
  await withShop(shop.id, (tx) =>
    tx.query(sql`
      insert into product (shop_id, id, title, handle, product_type, vendor, status, is_gift_card, tags, created_at, updated_at, deleted_at)
      values (${shop.id}, ${id}, ${name}, ${`handle-${id}`}, ${facts.type ?? "Shirts"}, ${facts.vendor ?? "Tillwise"}, 'ACTIVE',
              ${facts.giftCard ?? false}, '{}', '2024-01-01Z', '2024-01-01Z', ${facts.deleted ? "2025-01-01Z" : null})`),
  );
  return id;
}

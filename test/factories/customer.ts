import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { idOf } from "./id.ts";

/** What a test may say about a customer; their name gives their id, and is written down nowhere. */
export type CustomerOfTest = { country?: string; tags?: string[]; createdAt?: string; rfmGroup?: string };

/** A customer of the shop. Answers their id. */
export async function givenCustomer(shop: { id: string; currency: string }, name: string, facts: CustomerOfTest = {}): Promise<string> {
  const id = idOf(name);
  const createdAt = facts.createdAt ?? "2024-01-01T00:00:00Z";
  await withShop(shop.id, (tx) =>
    tx.query(sql`
      insert into customer (shop_id, id, created_at, updated_at, country, tags, number_of_orders, amount_spent, currency, rfm_group)
      values (${shop.id}, ${id}, ${createdAt}, ${createdAt}, ${facts.country ?? null}, ${facts.tags ?? []}, 0, 0, ${shop.currency},
              ${facts.rfmGroup ?? null})`),
  );
  return id;
}

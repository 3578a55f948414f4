import { randomBytes } from "node:crypto";
import { z } from "zod";
import { pool } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";

/** What a test may say about a shop; the rest is made up. */
export type ShopFacts = { domain?: string; name?: string; currency?: string; timeZone?: string; scopes?: string[]; plan?: string };

export type GivenShop = Required<Omit<ShopFacts, "plan">> & { readonly id: string };

const inserted = z.tuple([z.object({ id: z.string() })]);

/** A shop of its own for a test: a row in `shop`, installed just now. */
export async function givenShop(facts: ShopFacts = {}): Promise<GivenShop> {
  const domain = facts.domain ?? `shop-${randomBytes(5).toString("hex")}.myshopify.com`;
  const shop = {
    domain,
    name: facts.name ?? domain.split(".")[0] ?? domain,
    currency: facts.currency ?? "USD",
    timeZone: facts.timeZone ?? "America/New_York",
    scopes: facts.scopes ?? ["read_orders", "read_customers", "read_products", "read_inventory", "read_all_orders"],
  };
  const { text, values } = sql`
    insert into shop (domain, name, currency, time_zone, plan, scopes)
    values (${shop.domain}, ${shop.name}, ${shop.currency}, ${shop.timeZone}, ${facts.plan ?? "Basic"}, ${shop.scopes})
    returning id`;
  const [{ id }] = inserted.parse((await pool.query(text, [...values])).rows);

  return { ...shop, id };
}

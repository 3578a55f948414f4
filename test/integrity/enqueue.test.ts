import pg from "pg";
import { expect, inject, test } from "vitest";
import { pool, withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { givenShop } from "../factories/shop.ts";

const add = (shopId: string, key: string | null = null) =>
  sql`select enqueue('sync-shop', ${JSON.stringify({ shopId })}::json, job_key => ${key}::text)`;

test("a job is added with the transaction that needs it, and is gone with it", async () => {
  const shop = await givenShop();
  await withShop(shop.id, (tx) => tx.query(add(shop.id)));
  await withShop(shop.id, async (tx) => {
    await tx.query(add(shop.id));
    throw new Error("not after all");
  }).catch(() => undefined);

  expect(await jobsOf(shop.id)).toBe(1);
});

test("a shop's transaction adds no job for another shop, or for none", async () => {
  const [one, other] = [await givenShop(), await givenShop()];

  await expect(withShop(one.id, (tx) => tx.query(add(other.id)))).rejects.toThrow(`names shop ${other.id}`);
  await expect(withShop(one.id, (tx) => tx.query("select enqueue('sync-shop')"))).rejects.toThrow("names shop (none)");
  expect(await jobsOf(other.id)).toBe(0);
});

test("a shop's transaction does not replace another shop's job by its key", async () => {
  const [one, other] = [await givenShop(), await givenShop()];
  await withShop(other.id, (tx) => tx.query(add(other.id, "the key")));

  await expect(withShop(one.id, (tx) => tx.query(add(one.id, "the key")))).rejects.toThrow("belongs to another shop");
  expect([await jobsOf(one.id), await jobsOf(other.id)]).toEqual([0, 1]);
});

test("without a shop, as from the clock, a job is added for any", async () => {
  const shop = await givenShop();
  const { text, values } = add(shop.id);
  await pool.query(text, [...values]);

  expect(await jobsOf(shop.id)).toBe(1);
});

async function jobsOf(shopId: string): Promise<number> {
  const database = new URL(process.env.DATABASE_URL ?? "").pathname;
  const client = new pg.Client({ connectionString: Object.assign(new URL(inject("database").superuser), { pathname: database }).href });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from graphile_worker._private_jobs where payload ->> 'shopId' = $1", [shopId]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

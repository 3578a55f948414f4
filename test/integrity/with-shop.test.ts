import { expect, test } from "vitest";
import { pool, withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { givenShop } from "../factories/shop.ts";

const mark = (key: string) => sql`insert into dirty (shop_id, kind, key) values (current_shop(), 'day', ${key})`;
const marks = sql`select key from dirty order by key`;

test("a shop sees its own rows and no other's", async () => {
  const [one, other] = [await givenShop(), await givenShop()];
  await withShop(one.id, (tx) => tx.query(mark("2025-01-01")));
  await withShop(other.id, (tx) => tx.query(mark("2025-01-02")));

  expect(await withShop(one.id, (tx) => tx.query(marks))).toEqual([{ key: "2025-01-01" }]);
  expect(await withShop(other.id, (tx) => tx.query(marks))).toEqual([{ key: "2025-01-02" }]);
});

test("a connection that comes back from a shop's transaction belongs to no shop", async () => {
  const shop = await givenShop();
  await withShop(shop.id, (tx) => tx.query(mark("2025-01-01")));
  const clients = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
  try {
    for (const client of clients) {
      expect((await client.query("select current_shop() as shop")).rows).toEqual([{ shop: null }]);
      expect((await client.query(marks.text)).rows).toEqual([]);
    }
  } finally {
    for (const client of clients) client.release();
  }
});

test("an error rolls everything back and is thrown on", async () => {
  const shop = await givenShop();
  const attempt = withShop(shop.id, async (tx) => {
    await tx.query(mark("2025-01-01"));
    throw new Error("no more");
  });

  await expect(attempt).rejects.toThrow("no more");
  expect(await withShop(shop.id, (tx) => tx.query(marks))).toEqual([]);
});

test("a statement that failed and was swallowed does not pass for a commit", async () => {
  const shop = await givenShop();
  const attempt = withShop(shop.id, async (tx) => {
    await tx.query(mark("2025-01-01"));
    await tx.query("select 1 / 0").catch(() => undefined);
  });

  await expect(attempt).rejects.toThrow("was rolled back");
  expect(await withShop(shop.id, (tx) => tx.query(marks))).toEqual([]);
});

test("a transaction that has ended cannot be used", async () => {
  const shop = await givenShop();
  const kept = await withShop(shop.id, async (tx) => tx);

  await expect(kept.query(marks)).rejects.toThrow("has ended");
});

test("it cannot be nested, and asks for the id of a shop", async () => {
  const shop = await givenShop();

  await expect(withShop(shop.id, () => withShop(shop.id, async () => 1))).rejects.toThrow("hand the transaction on");
  await expect(withShop("", async () => 1)).rejects.toThrow("needs the id of a shop");
});

test("a connection that breaks in the middle is thrown away, and the next transaction works", async () => {
  const shop = await givenShop();
  const attempt = withShop(shop.id, async (tx) => {
    await tx.query(mark("2025-01-01"));
    await tx.query("select pg_terminate_backend(pg_backend_pid())");
  });

  await expect(attempt).rejects.toThrow();
  expect(await withShop(shop.id, (tx) => tx.query(marks))).toEqual([]);
});

test("two hundred transactions of four shops at once on one pool stay apart", async () => {
  const shops = await Promise.all(Array.from({ length: 4 }, () => givenShop()));
  await Promise.all(
    Array.from({ length: 200 }, async (_, turn) => {
      const shop = shops[turn % shops.length] ?? (await givenShop());
      await withShop(shop.id, async (tx) => {
        await tx.query(mark(`day ${turn}`));
        const seen = await tx.query("select distinct shop_id from dirty");
        expect(seen).toEqual([{ shop_id: shop.id }]);
      });
    }),
  );

  for (const shop of shops) expect(await withShop(shop.id, (tx) => tx.query(marks))).toHaveLength(50);
});

import { expect, test } from "vitest";
import { z } from "zod";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { pool } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { day, defineInsight } from "./define-insight.ts";

const ask = (text: ReturnType<typeof sql>, row: z.ZodType = z.object({})) =>
  defineInsight({ name: "asked in a test", params: z.object({ on: day.optional() }), row, sql: () => text });

test("an insight that forgets to name its shop still sees its own rows alone", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other);
  await givenOrder(shop, { name: "#1" });

  expect(await ask(sql`select name from orders`, z.object({ name: z.string() }))(shop, {})).toEqual([{ name: "#1" }]);
});

test("an insight cannot write", async () => {
  const shop = await givenShop();

  await expect(ask(sql`delete from orders returning 1 as one`)(shop, {})).rejects.toThrow("read-only transaction");
});

test("parameters and rows that are not as declared are refused", async () => {
  const shop = await givenShop();

  await expect(ask(sql`select 1`)(shop, { on: "yesterday" })).rejects.toThrow(z.ZodError);
  await expect(ask(sql`select 'two' as count`, z.object({ count: z.number() }))(shop, {})).rejects.toThrow(z.ZodError);
});

const counted = defineInsight({
  name: "counted in a test",
  params: z.object({ to: z.number() }),
  row: z.object({ n: z.number() }),
  sql: ({ to }) => sql`select generate_series(1, ${to}::int) as n`,
});

test("a stream gives every row in order, of the shop's own alone", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other);
  await givenOrder(shop, { name: "#1" });
  const seen: number[] = [];
  for await (const { n } of counted.stream(shop, { to: 2500 })) seen.push(n);
  const names: unknown[] = [];
  for await (const row of ask(sql`select name from orders`, z.object({ name: z.string() })).stream(shop, {})) names.push(row);

  expect(seen).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
  expect(names).toEqual([{ name: "#1" }]);
});

test("a stream cannot write, and one that is let go gives its connection back", async () => {
  const shop = await givenShop();
  await expect(ask(sql`update shop set name = 'x' returning 1`).stream(shop, {}).next()).rejects.toThrow();
  const free = pool.idleCount;
  for await (const { n } of counted.stream(shop, { to: 5000 })) if (n === 3) break;

  expect(pool.idleCount).toBe(Math.max(1, free));
  expect(pool.waitingCount).toBe(0);
});

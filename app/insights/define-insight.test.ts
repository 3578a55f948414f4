import { expect, test } from "vitest";
import { z } from "zod";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
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

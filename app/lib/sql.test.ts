import { expect, test } from "vitest";
import { identifier, join, sql } from "./sql.ts";

test("a value is bound, never part of the text", () => {
  const statement = sql`select * from orders where shop_id = ${"1"} and name = ${"'; drop table orders"}`;

  expect(statement.text).toBe("select * from orders where shop_id = $1 and name = $2");
  expect(statement.values).toEqual(["1", "'; drop table orders"]);
});

test("a nested fragment keeps its values in their order", () => {
  const range = sql`day >= ${"2025-01-01"} and day < ${"2025-02-01"}`;
  const statement = sql`select from sale where shop_id = ${"1"} and ${range} and action = ${"ORDER"}`;

  expect(statement.text).toBe("select from sale where shop_id = $1 and day >= $2 and day < $3 and action = $4");
  expect(statement.values).toEqual(["1", "2025-01-01", "2025-02-01", "ORDER"]);
});

test("fragments are joined with their values, and a name is quoted", () => {
  const statement = sql`select ${join([sql`${1}::int`, sql`now()`, sql`${2}::int`])} from ${identifier("staging", 'orders_"1"')}`;

  expect(statement.text).toBe('select $1::int, now(), $2::int from "staging"."orders_""1"""');
  expect(statement.values).toEqual([1, 2]);
  expect(join([]).text).toBe("");
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pool } from "../../app/db.server.ts";
import { tablesOfDatabase, tablesOfSchema } from "./described-tables.ts";

const schema = readFileSync(join(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");

test("schema.prisma and the migrated database describe the same tables, columns, types, keys and indexes", async () => {
  expect(tablesOfSchema(schema), "mend prisma/schema.prisma, or add the migration that it promises").toEqual(await tablesOfDatabase(pool));
});

test.each([
  ["a column that is missing", (text: string) => text.replace(/^ {2}fileSize .*\n/m, "")],
  ["a column that may be empty", (text: string) => text.replace(/^( {2}happenedAt +DateTime)( )/m, "$1?$2")],
  ["another type", (text: string) => text.replace(/^( {2}linesRead +)BigInt/m, "$1Int   ")],
  ["a time without its zone", (text: string) => text.replace(/^( {2}requestedAt .*) @db\.Timestamptz\(6\)/m, "$1")],
  ["another key", (text: string) => text.replace("@@id([shopId, orderId, id])", "@@id([shopId, id])")],
  ["an index that is missing", (text: string) => text.replace(/^ {2}@@index\(.*\n/m, "")],
  ["a default that is missing", (text: string) => text.replace(/ @default\(autoincrement\(\)\)/, "")],
  ["a table that is missing", (text: string) => text.replace(/^model Dirty \{.*?^\}\n/ms, "")],
])("the comparison sees %s", async (_, change) => {
  const changed = change(schema);

  expect(changed).not.toBe(schema);
  expect(tablesOfSchema(changed)).not.toEqual(await tablesOfDatabase(pool));
});

import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pool } from "../app/db.server.ts";
import { migrate } from "./migrate.ts";
import { ensureAppLogin } from "./roles.ts";

const owner = process.env.DATABASE_OWNER_URL ?? "";
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tillwise-migrations-"));
  cpSync(join(import.meta.dirname, "migrations"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function given(name: string, statements: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), statements);
}

test("what is applied already is not applied again, also by several processes at once", async () => {
  given("29990101000000_once", "create table once (id int)");
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, folder)));

  expect(applied.flat()).toEqual(["29990101000000_once"]);
  const { rows } = await pool.query("select to_regclass('once')::text as found");
  expect(rows).toEqual([{ found: "once" }]);
});

test("a migration that fails leaves nothing, and says which it was", async () => {
  given("29990101000000_once", "create table once (id int)");
  given("29990102000000_half", "create table half (id int); select 1 / 0");

  await expect(migrate(owner, folder)).rejects.toThrow("29990102000000_half failed: division by zero");
  const { rows } = await pool.query("select to_regclass('half')::text as found");
  expect(rows).toEqual([{ found: null }]);
});

test("a migration that was changed or taken away after it was applied is named", async () => {
  given("29990101000000_once", "create table once (id int)");
  appendFileSync(join(folder, "20261121080000_facts", "migration.sql"), "-- a second thought\n");
  await expect(migrate(owner, folder)).rejects.toThrow("20261121080000_facts/migration.sql was changed after it was applied");

  rmSync(join(folder, "20261121080000_facts"), { recursive: true });
  await expect(migrate(owner, folder)).rejects.toThrow("20261121080000_facts, which prisma/migrations lacks");
});

test("a role that could step around row-level security is refused as the app's login", async () => {
  await expect(ensureAppLogin(owner, owner)).rejects.toThrow("must not log in as tillwise_owner");
});

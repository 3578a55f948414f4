import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { checkAppLogin, checkOwner, ensureAppLogin } from "./roles.ts";
import { namedDatabase } from "./setup.ts";

const app = process.env.DATABASE_URL ?? "";
const owner = process.env.DATABASE_OWNER_URL ?? "";
const nowhere = "postgres://somebody:secret@127.0.0.1:1/tillwise";
const stranger = `stranger_${process.pid}`;

/** Not within the template: while somebody is connected to it, no other test file gets its database. */
async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(inject("database").superuser), { pathname: "/postgres" }).href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

afterAll(() => asSuperuser(`drop role if exists ${stranger}`));

test.each([
  [{ DATABASE_URL: app }, "DATABASE_OWNER_URL is not"],
  [{ DATABASE_OWNER_URL: owner }, "DATABASE_URL is not"],
  [{ DATABASE_URL: "mysql://somebody@host/x", DATABASE_OWNER_URL: owner }, "DATABASE_URL must be an address"],
  [{ DATABASE_URL: app, DATABASE_OWNER_URL: "nonsense" }, "DATABASE_OWNER_URL must be an address"],
])("a database that is named by halves or wrongly is refused: %#", (environment, message) => {
  expect(() => namedDatabase({ NODE_ENV: "test", ...environment })).toThrow(message);
});

test("an address where nobody answers is told by its variable and its host, without its password", async () => {
  const refusal = await checkOwner(nowhere, app).catch(String);

  expect(refusal).toContain("DATABASE_OWNER_URL: no connection to 127.0.0.1:1: connect ECONNREFUSED");
  expect(refusal).not.toContain("secret");
  await expect(checkAppLogin(nowhere)).rejects.toThrow(/^DATABASE_URL: no connection to 127\.0\.0\.1:1/);
});

test("a wrong password of the app's role is found at setup, not by the first page", async () => {
  await expect(checkAppLogin(Object.assign(new URL(app), { password: "wrong" }).href)).rejects.toThrow("DATABASE_URL: no connection");
});

test("an owner that would have to make a role and may not is told what to do", async () => {
  await asSuperuser(`create role ${stranger} login password 'strange'`);
  const strangers = Object.assign(new URL(owner), { username: stranger, password: "strange" }).href;

  await expect(checkOwner(strangers, nowhere)).rejects.toThrow(`alter role "${stranger}" createrole`);
  await expect(checkOwner(strangers, app)).resolves.toBeUndefined();
});

test("a login that owns the whole database is refused in one line", async () => {
  const refusal = await ensureAppLogin(owner, owner).catch(String);

  expect(refusal).toMatch(/must not log in as tillwise_owner, .*; and \d+ things more\. Name a role that owns nothing\.$/);
  expect(String(refusal).length).toBeLessThan(400);
});

import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "../../prisma/roles.ts";

/** Before each test file: a database of its own, copied from the template, and the environment that the app reads when it is imported. */
const addresses = inject("database");
const name = `test_${randomBytes(6).toString("hex")}`;

await asSuperuser("postgres", async (client) => {
  await client.query("select pg_advisory_lock(1)"); // a template is copied by one at a time
  await client.query(`create database ${name} template template owner tillwise_owner`);
});
await asSuperuser(name, closeDatabase);
afterAll(() => asSuperuser("postgres", (client) => client.query(`drop database ${name} with (force)`)));

Object.assign(process.env, {
  NODE_ENV: "test",
  LOG_LEVEL: "silent",
  PORT: "0",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  SHOPIFY_APP_URL: "http://localhost:3000",
  DATABASE_URL: onDatabase(addresses.app, name),
  DATABASE_OWNER_URL: onDatabase(addresses.owner, name),
  TOKEN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
});

function onDatabase(address: string, database: string): string {
  return Object.assign(new URL(address), { pathname: `/${database}` }).href;
}

async function asSuperuser(database: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(addresses.superuser, database) });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

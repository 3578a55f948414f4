import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { pool } from "../../app/db.server.ts";
import { givenShop } from "../factories/shop.ts";
import { definerFunctions, plainRow, type Relation, touchableRelations } from "./catalogue.ts";

const WITHIN_TRANSACTION = "holds rows within a transaction only: they are taken out before it commits, for COPY does not go with a policy";
const fetchedTables = [
  ...["orders", "order_line", "agreement", "sale", "customer", "product", "variant", "inventory_level"],
  ...["abandoned_checkout", "abandoned_checkout_line"],
];

/** Tables that the app reaches without naming a shop, each with its reason. Nothing else may be outside of the policy. */
const EXCEPTIONS: Record<string, string> = {
  shop: "the shops themselves: found by domain before any shop is known; holds no trade",
  session: "the Shopify library's sessions: found by id before any shop is known; tokens and staff are encrypted",
  ...Object.fromEntries(fetchedTables.map((table) => [`staging.${table}_fetched`, WITHIN_TRANSACTION])),
};

/** Functions that act with the owner's rights on the app's behalf, each with its reason. */
const LENT_RIGHTS: Record<string, string> = {
  "enqueue(text,json,text,text,timestamp with time zone,integer,text)": "adds a job, within a shop's transaction for that shop alone",
  "staging.open(bigint)": "makes the staging tables of a bulk operation of the transaction's shop",
  "staging.put_in_order(bigint)": "puts keys on them",
  "staging.drop_keys(bigint)": "takes keys off them",
  "staging.drop(bigint)": "drops them",
  "forget_jobs()": "deletes waiting jobs of the transaction's shop",
  "gather_statistics()": "tells the planner of tables after a load: reads samples, answers nothing",
};

const APP_ROLE = "tillwise";
const superuser = new pg.Pool({ connectionString: databaseOf(inject("database").superuser), max: 2 });
let relations: Relation[] = [];
let victim = "";
let intruder = "";

beforeAll(async () => {
  relations = await touchableRelations(superuser, APP_ROLE);
  victim = (await givenShop()).id;
  intruder = (await givenShop()).id;
});
afterAll(() => superuser.end());

test("the app's role can touch the facts, and nothing without a policy but the exceptions", () => {
  expect(relations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["orders", "sale", "customer", "sync_run", ...Object.keys(EXCEPTIONS)]),
  );
  const open = relations.filter((relation) => !(relation.hasShop && relation.protected)).map(({ name }) => name);
  expect(open).toEqual(Object.keys(EXCEPTIONS).sort());
});

test("the app's role cannot truncate: that would step around the policy", () => {
  expect(relations.filter(({ truncates }) => truncates)).toEqual([]);
});

test("each table shows a row to its shop, and to another shop or to none it can be neither read nor written", async () => {
  const tables = relations.filter(({ name, kind }) => kind === "table" && !(name in EXCEPTIONS));
  expect(tables.length).toBeGreaterThan(13);
  const findings: string[] = [];
  for (const { name } of tables) findings.push(...(await attempts(name)));
  expect(findings).toEqual([]);
});

test("the comparison sees a table whose policy is missing", async () => {
  await superuser.query("create table careless (shop_id bigint not null, key text)");
  await superuser.query("grant select, insert, update, delete on careless to tillwise_app");
  try {
    expect((await touchableRelations(superuser, APP_ROLE)).find(({ name }) => name === "careless")?.protected).toBe(false);
    expect(await attempts("careless")).toEqual(
      ["another shop", "no shop"].flatMap((who) => ["select", "update", "delete", "insert"].map((verb) => `careless: ${who} may ${verb}`)),
    );
  } finally {
    await superuser.query("drop table careless");
  }
});

test("functions with the owner's rights are those of the list, each with a fixed search path", async () => {
  const functions = await definerFunctions(superuser, APP_ROLE);

  expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(LENT_RIGHTS).sort());
  expect(functions.filter(({ fixesPath }) => !fixesPath)).toEqual([]);
});

test("the app's role owns nothing, belongs to no other role and can create nothing", async () => {
  const { rows } = await superuser.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
            array(select m.rolname::text from pg_roles m where m.rolname <> r.rolname and pg_has_role(r.rolname, m.oid, 'member')) as member_of,
            (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owned,
            has_database_privilege(r.rolname, current_database(), 'create') or has_database_privilege(r.rolname, current_database(), 'temporary') as in_database,
            array(select nspname::text from pg_namespace where has_schema_privilege(r.rolname, oid, 'create')) as in_schemas
     from   pg_roles r
     where  rolname = $1`,
    [APP_ROLE],
  );
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      member_of: ["tillwise_app"],
      owned: 0,
      in_database: false,
      in_schemas: [],
    },
  ]);
  await expect(pool.query("create table mine (id int)")).rejects.toThrow("permission denied");
  await expect(pool.query("create temporary table mine (id int)")).rejects.toThrow("permission denied");
  await expect(pool.query("set role tillwise_owner")).rejects.toThrow("permission denied");
  await expect(pool.query("select * from graphile_worker._private_jobs")).rejects.toThrow("permission denied");
});

test("the policy stands in the way of the owner too", async () => {
  const { rows } = await superuser.query(
    "select relname from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace = 'public'::regnamespace",
  );
  expect(rows).toEqual([]);
});

/** Puts a row of the victim's into the table and tries everything on it as the others; returns what they could do. */
async function attempts(table: string): Promise<string[]> {
  const row = await plainRow(superuser, table, victim);
  const names = [...row.keys()].map((name) => pg.escapeIdentifier(name));
  const insert = `insert into ${table} (${names.join(", ")}) values (${names.map((_, index) => `$${index + 1}`).join(", ")})`;
  await superuser.query(insert, [...row.values()]);
  const findings: string[] = [];
  if ((await as(victim, `select from ${table}`)) !== 1) findings.push(`${table}: its own shop does not see its row`);
  for (const [who, shop] of [
    ["another shop", intruder],
    ["no shop", ""],
  ] as const) {
    const tries = {
      select: await as(shop, `select from ${table} where shop_id = $1`, [victim]),
      update: await as(shop, `update ${table} set shop_id = shop_id where shop_id = $1`, [victim]),
      delete: await as(shop, `delete from ${table} where shop_id = $1`, [victim]),
      insert: await as(shop, `${insert} on conflict do nothing`, [...row.values()]),
    };
    for (const [verb, touched] of Object.entries(tries)) if (touched > 0) findings.push(`${table}: ${who} may ${verb}`);
  }
  const { rowCount: left } = await superuser.query(`select from ${table} where shop_id = $1`, [victim]);
  if (left !== 1) findings.push(`${table}: ${left} rows are left of 1`);
  return findings;
}

/**
 * How many rows a statement of the app touches when the transaction names this shop, or '' for none; 0 where it is refused. Never commits.
 */
async function as(shop: string, statement: string, values: unknown[] = []): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop_id', $1, true)", [shop]);
    return (await client.query(statement, values)).rowCount ?? 0;
  } catch (error) {
    const REFUSED = "42501";
    if (error instanceof pg.DatabaseError && error.code === REFUSED) return 0;
    throw error;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

function databaseOf(address: string): string {
  return Object.assign(new URL(address), { pathname: new URL(process.env.DATABASE_URL ?? "").pathname }).href;
}

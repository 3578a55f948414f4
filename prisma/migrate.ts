import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

/** The number under which Prisma's own `migrate deploy` locks a database. */
const PRISMA_LOCK = 72707369;

/** As `server_version_num` says it. */
const OLDEST_SERVER = 180_000;

const PRISMA_TABLE = `
  create table if not exists _prisma_migrations (
    id                    varchar(36) primary key not null,
    checksum              varchar(64) not null,
    finished_at           timestamptz,
    migration_name        varchar(255) not null,
    logs                  text,
    rolled_back_at        timestamptz,
    started_at            timestamptz not null default now(),
    applied_steps_count   integer not null default 0
  )`;

type Migration = { name: string; statements: string; checksum: string };

const onlyErrors = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});

/**
 * Brings a database up to date as its owner: the queue's schema, then each of our migrations that is missing, one transaction apiece.
 * Keeps Prisma's table, under Prisma's lock, so that `prisma migrate deploy` agrees. Several processes may call it at once. Throws when a
 * migration that was applied has been changed or is gone. Returns the names of those applied now.
 */
export async function migrate(ownerUrl: string, folder = join(import.meta.dirname, "migrations")): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    await runMigrations({ connectionString: ownerUrl, logger: onlyErrors });
    await client.query(PRISMA_TABLE);
    const missing = await missingMigrations(client, readMigrations(folder));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Merges read what a row was before (`returning old.…`), which older servers do not know. */
async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::integer as number, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server === undefined || server.number < OLDEST_SERVER)
    throw new Error(
      `The database is PostgreSQL ${server?.version ?? "(unknown)"}; Tillwise needs version 18 or newer. Upgrade the server, or name another.`,
    );
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map(({ name }) => {
      const statements = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, statements, checksum: createHash("sha256").update(statements).digest("hex") };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function missingMigrations(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `select migration_name, checksum, finished_at is not null as finished
     from   _prisma_migrations
     where  rolled_back_at is null
     order  by migration_name`,
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of rows) {
    const migration = known.get(name);
    if (!migration)
      throw new Error(`The database has the migration ${name}, which prisma/migrations lacks: it belongs to a newer version.`);
    if (!finished) throw new Error(`The migration ${name} was begun by Prisma and did not end: mend it with \`prisma migrate resolve\`.`);
    if (migration.checksum !== checksum) {
      throw new Error(`prisma/migrations/${name}/migration.sql was changed after it was applied: restore it and add a new migration.`);
    }
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, statements, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(statements);
    await client.query(
      "insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, now(), $3, 1)",
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`The migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

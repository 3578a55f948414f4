import { existsSync } from "node:fs";
import { type EmbeddedServer, startEmbedded } from "./embedded.ts";
import { generateClient } from "./generate.ts";
import { migrate } from "./migrate.ts";
import { checkAppLogin, checkOwner, ensureAppLogin, ensureOwnedDatabase } from "./roles.ts";

/** Where the two roles of a database log in. */
export type DatabaseUrls = { readonly app: string; readonly owner: string };

/**
 * Brings a database to the state that the app expects: migrations, and the app's role, checked. Returns the migrations applied now. Throws,
 * naming the variable, where one of its two roles cannot log in or cannot do what it must.
 */
export async function prepareDatabase({ app, owner }: DatabaseUrls): Promise<string[]> {
  await checkOwner(owner, app);
  const applied = await migrate(owner);
  await ensureAppLogin(owner, app);
  await checkAppLogin(app);
  return applied;
}

/** The addresses of a database on the embedded server, made and prepared where needed. */
export async function prepareEmbedded(server: EmbeddedServer, database = "tillwise"): Promise<DatabaseUrls & { applied: string[] }> {
  await ensureOwnedDatabase(server, database);
  const urls = { app: server.url("app", database), owner: server.url("owner", database) };
  return { ...urls, applied: await prepareDatabase(urls) };
}

/**
 * The database that the environment names, or null where the embedded one is to be used. Throws when only one of its two roles is named,
 * or one of the two is no address of a PostgreSQL database.
 */
export function namedDatabase(environment: NodeJS.ProcessEnv): DatabaseUrls | null {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner } = environment;
  if (!app && !owner) return null;
  if (!app) throw new Error("DATABASE_OWNER_URL is set, but DATABASE_URL is not: it names the role that the app logs in as.");
  if (!owner)
    throw new Error("DATABASE_URL is set, but DATABASE_OWNER_URL is not: it names the role that owns the tables and migrates them.");
  for (const [name, address] of Object.entries({ DATABASE_URL: app, DATABASE_OWNER_URL: owner })) {
    if (!isPostgres(address)) throw new Error(`${name} must be an address such as postgres://role:password@host:5432/database.`);
  }
  return { app, owner };
}

function isPostgres(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username } = new URL(address);
  return ["postgres:", "postgresql:"].includes(protocol) && username !== "";
}

/** `npm run setup`: the Prisma client, the database, its roles and migrations. Leaves running what was running. */
async function setup(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const say = (line: string) => console.log(line);
  say(generateClient() ? "Prisma client: written." : "Prisma client: up to date.");
  const named = namedDatabase(process.env);
  if (named) {
    report(await prepareDatabase(named));
    return;
  }
  const server = await startEmbedded({ onFirstStart: (dataDir) => say(`Database: making a PostgreSQL server in ${dataDir} (once).`) });
  try {
    report((await prepareEmbedded(server)).applied);
  } finally {
    if (server.started !== "adopted") await server.stop();
  }
}

function report(applied: readonly string[]): void {
  console.log(applied.length === 0 ? "Database: up to date." : `Database: ${applied.join(", ")} applied.`);
}

if (import.meta.main) {
  await setup().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

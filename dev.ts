/**
 * What `shopify app dev` runs (shopify.web.toml, worker/shopify.web.toml): `node dev.ts web` or `node dev.ts worker`. It completes the
 * environment that the CLI gives: the app's address, a database (the embedded server where none is named) and a key for tokens.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keptFolder, startEmbedded } from "./prisma/embedded.ts";
import { namedDatabase, prepareDatabase, prepareEmbedded } from "./prisma/setup.ts";

const programs = {
  web: ["remix", "vite:dev"],
  worker: [process.execPath, "--max-semi-space-size=4", "--watch", "--watch-preserve-output", "worker/main.ts"],
} as const;

type Database = { readonly app: string; readonly owner: string; readonly stop: () => Promise<void> };

/** The database that the environment names, else the embedded one; who started that one stops it. */
async function database(): Promise<Database> {
  const named = namedDatabase(process.env);
  if (named) {
    await prepareDatabase(named);
    return { ...named, stop: async () => {} };
  }
  const server = await startEmbedded({ onFirstStart: (folder) => console.log(`Making a PostgreSQL server in ${folder} (once).`) });
  const { app, owner } = await prepareEmbedded(server);
  return { app, owner, stop: async () => (server.started === "adopted" ? undefined : server.stop()) };
}

/** A key for tokens of this checkout's own, made once; web and worker may both be the first. */
function keptTokenKeys(): string {
  const file = join(keptFolder, "token-encryption-keys");
  mkdirSync(keptFolder, { recursive: true });
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `dev:${randomBytes(32).toString("base64")}`, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  return readFileSync(file, "utf8");
}

/** The CLI gives the app's address as HOST, which is the listening address elsewhere. */
function appAddress(environment: NodeJS.ProcessEnv): Record<string, string> {
  const { HOST, SHOPIFY_APP_URL } = environment;
  const isAddress = HOST !== undefined && /^https?:/.test(HOST);
  return { ...(isAddress ? { SHOPIFY_APP_URL: HOST, HOST: "127.0.0.1" } : {}), ...(SHOPIFY_APP_URL ? { SHOPIFY_APP_URL } : {}) };
}

async function dev(program: readonly [string, ...string[]]): Promise<number> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { app, owner, stop } = await database();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "development",
    TOKEN_ENCRYPTION_KEYS: process.env.TOKEN_ENCRYPTION_KEYS || keptTokenKeys(),
    ...appAddress(process.env),
    DATABASE_URL: app,
    DATABASE_OWNER_URL: owner,
  };
  // Vite would not notice before the first page, and --watch would wait for a change of the sources
  const { status } = spawnSync(process.execPath, ["app/env.server.ts"], { stdio: "inherit", env });
  if (status !== 0) {
    await stop();
    return status ?? 1;
  }
  const [command, ...args] = program;
  const child = spawn(command, args, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (exitCode) => resolve(exitCode ?? 0));
  });
  await stop();
  return code;
}

const name = process.argv[2];
if (name !== "web" && name !== "worker") {
  process.stderr.write("Name what to run: node dev.ts web, or node dev.ts worker\n");
  process.exit(1);
}
process.exit(
  await dev(programs[name]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);

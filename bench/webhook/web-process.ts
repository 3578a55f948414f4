import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../prisma/embedded-state.ts";

const PATIENCE_MS = 20_000;
const checkout = join(import.meta.dirname, "../..");

/** The production server in a process of its own. */
export type WebProcess = { readonly pid: number; readonly port: number; readonly secret: string; stop(): Promise<void> };

export type WebOptions = {
  /** Modules loaded before it, relative to the checkout. */
  readonly imports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts server.ts on a free port, as `npm start` would, its log in a file. Resolves when it answers. */
export async function startWeb(databaseUrl: string, logFile: string, { imports = [], env = {} }: WebOptions = {}): Promise<WebProcess> {
  const port = await freePort(0);
  const secret = randomBytes(16).toString("hex");
  const log = openSync(logFile, "w");
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", ...imports.flatMap((module) => ["--import", module]), "server.ts"],
    {
      cwd: checkout,
      stdio: ["ignore", log, log],
      env: {
        PATH: process.env.PATH ?? "",
        NODE_ENV: "production",
        PORT: String(port),
        SHOPIFY_API_KEY: "bench",
        SHOPIFY_API_SECRET: secret,
        SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
        DATABASE_URL: databaseUrl,
        TOKEN_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString("base64")}`,
        ...env,
      },
    },
  );
  closeSync(log);
  await answers(child, port, logFile);
  if (child.pid === undefined) throw new Error("the web process answers without having been started");
  return {
    pid: child.pid,
    port,
    secret,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answers(child: ChildProcess, port: number, logFile: string): Promise<void> {
  for (const startedAt = Date.now(); Date.now() - startedAt < PATIENCE_MS; await sleep(100)) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  }
  child.kill("SIGKILL");
  throw new Error(`the web process did not come up: see ${logFile}`);
}

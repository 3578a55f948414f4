import { randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** What is kept of an embedded server from one start to the next: its port, and the passwords of its three roles. */
export type State = { port: number; superuser: string; owner: string; app: string };

/** Reads what is kept in `folder`, or makes it up: readable by its owner alone. */
export function keptState(folder: string): State {
  const file = join(folder, "postgres.json");
  if (existsSync(file)) {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isState(kept)) return kept;
    throw new Error(`${file} is not what was written there: delete it together with ${join(folder, "postgres")} to begin anew.`);
  }
  const state = { port: 0, superuser: password(), owner: password(), app: password() };
  keepState(folder, state);
  return state;
}

/** Writes down what the next start needs. */
export function keepState(folder: string, state: State): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "postgres.json"), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}

function password(): string {
  return randomBytes(24).toString("base64url");
}

function isState(value: unknown): value is State {
  if (typeof value !== "object" || value === null) return false;
  const { port, superuser, owner, app } = value as Partial<Record<keyof State, unknown>>;
  return typeof port === "number" && [superuser, owner, app].every((word) => typeof word === "string");
}

/** Ports that no system gives away unasked, as it does to every connection: Linux begins at 32,768, the others at 49,152. */
const FIRST_PORT = 20_000;
const LAST_PORT = 31_999;
const TRIES = 100;

/**
 * The wanted port if nobody listens on it, else any free one, on the loopback address. Whoever gets it may bind it later, and again after a
 * while: among ports that are given away unasked, another program's connection could have it by then.
 */
export async function freePort(wanted = 0): Promise<number> {
  const isFree = (port: number) =>
    new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
  if (wanted > 0 && (await isFree(wanted))) return wanted;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
  throw new Error("No port is free on 127.0.0.1.");
}

/** Is there a process of this id? One that belongs to another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Runs `work` while no other process does so for the same file; a lock whose process has ended is taken over. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

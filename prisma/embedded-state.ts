import { randomBytes } from "node:crypto";
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

/** The wanted port if nobody listens on it, else any free one, on the loopback address. */
export async function freePort(wanted = 0): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(null));
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
      });
    });
  const port = (wanted > 0 ? await listen(wanted) : null) ?? (await listen(0));
  if (port === null) throw new Error("No port is free on 127.0.0.1.");
  return port;
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

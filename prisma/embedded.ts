import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Launcher, launcher } from "./embedded-binaries.ts";
import { freePort, isAlive, keepState, keptState, type State, withLockFile } from "./embedded-state.ts";

/** A PostgreSQL server of our own, for machines where nobody set DATABASE_URL. */
export type EmbeddedServer = {
  readonly port: number;
  readonly pid: number;
  /** "first": made just now; "again": started on kept data; "adopted": it was still running. */
  readonly started: "first" | "again" | "adopted";
  readonly passwords: Omit<State, "port">;
  url(role: "superuser" | "owner" | "app", database?: string): string;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The folder that keeps everything: data, log, port and passwords. */
  readonly folder?: string;
  /** Settings besides our own, as `name=value`. */
  readonly settings?: readonly string[];
  readonly onFirstStart?: (dataDir: string) => void;
  /** Whether root may use a user namespace; found out if not given. */
  readonly namespaces?: boolean;
};

/** The checkout's own folder for everything that is kept and not committed. */
export const keptFolder = resolve(import.meta.dirname, "..", ".data");

export const superuser = "postgres";
export const ownerRole = "tillwise_owner";
const appLogin = "tillwise";

/** Fast, but never at the price of a committed row: fsync and synchronous_commit stay on. */
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "shared_buffers=512MB",
  "max_wal_size=4GB",
  "wal_level=minimal",
  "max_wal_senders=0",
  "checkpoint_timeout=15min",
  "work_mem=32MB",
  "maintenance_work_mem=256MB",
  "random_page_cost=1.1",
  "jit=off",
];

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 60_000;
const UNNOTED_TRIES = 25;

/**
 * Starts the embedded server, or adopts the one that still runs on the same folder. It is detached: Ctrl-C reaches the whole group of
 * processes, and the database has to outlive those that use it. Call `stop` last.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const { folder = keptFolder, settings: more = [], onFirstStart, namespaces } = options;
  mkdirSync(folder, { recursive: true });
  return withLockFile(join(folder, "postgres.lock"), async () => {
    const state = keptState(folder);
    const run = launcher(join(folder, "postgres"), outsideFolder(folder), namespaces);
    const running = await runningServer(run.dataDir);
    if (running) return server(run.dataDir, { ...state, port: running.port }, running.pid, "adopted");

    const first = !existsSync(join(run.dataDir, "PG_VERSION"));
    if (first) {
      onFirstStart?.(run.dataDir);
      initialize(run, folder, state);
    }
    forgetStranger(run.dataDir);
    const port = await freePort(state.port);
    if (port !== state.port) keepState(folder, { ...state, port });
    const pid = await launch(run, folder, port, more);
    return server(run.dataDir, { ...state, port }, pid, first ? "first" : "again");
  });
}

/** Where data of `folder` lies for a server that may not enter it: a folder for each checkout. */
export function outsideFolder(folder: string): string {
  return join("/var/lib", `tillwise-${createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 12)}`);
}

function server(dataDir: string, { port, ...passwords }: State, pid: number, started: EmbeddedServer["started"]): EmbeddedServer {
  const names = { superuser, owner: ownerRole, app: appLogin };
  return {
    port,
    pid,
    started,
    passwords,
    url: (role, database = "tillwise") => `postgres://${names[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`,
    stop: () => stop(dataDir, pid),
  };
}

/** The living server of this folder, if there is one: its lock file may be left over, and its number another program's by now. */
async function runningServer(dataDir: string): Promise<{ pid: number; port: number } | null> {
  const lock = lockFile(dataDir);
  if (!lock || !isAlive(lock.pid) || !isServerOf(dataDir, lock.pid)) return null;
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end && isAlive(lock.pid); await sleep(50)) {
    if (lockFile(dataDir)?.ready) return lock;
  }
  if (!isAlive(lock.pid)) return null;
  throw new Error(`PostgreSQL (process ${lock.pid}) runs on ${dataDir} and takes no connections: end it, then start again.`);
}

/** What PostgreSQL wrote about itself: line 1 its process, line 4 its port, line 8 whether it takes connections. */
function lockFile(dataDir: string): { pid: number; port: number; ready: boolean } | null {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid && port ? { pid, port, ready: lines[7]?.trim() === "ready" } : null;
}

/**
 * Deletes a lock file whose number belongs to another program by now: PostgreSQL would not start beside it. That of a dead process stays,
 * for from it PostgreSQL learns whether children of the dead one still hold its memory.
 */
function forgetStranger(dataDir: string): void {
  const lock = lockFile(dataDir);
  if (lock && isAlive(lock.pid) && !isServerOf(dataDir, lock.pid)) rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

function isServerOf(dataDir: string, pid: number): boolean {
  if (process.platform === "win32")
    return spawnSync("tasklist", ["/fi", `pid eq ${pid}`], { encoding: "utf8" }).stdout.includes("postgres");
  const proc = `/proc/${pid}/cmdline`;
  const command = existsSync(proc)
    ? readFileSync(proc, "utf8")
    : spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout;
  return command.includes("postgres") && command.includes(dataDir);
}

function initialize(run: Launcher, folder: string, state: State): void {
  rmSync(run.dataDir, { recursive: true, force: true }); // an initdb that was cut short leaves a folder that it refuses later
  mkdirSync(run.dataDir, { recursive: true, mode: 0o700 });
  const passwordFile = join(run.dataDir, "..", "postgres.password");
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const { file, args, uid, gid } = run.command("initdb", [
    "-D",
    run.dataDir,
    "-U",
    superuser,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    ...locale,
  ]);
  writeFileSync(passwordFile, `${state.superuser}\n`, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) for (const path of [run.dataDir, passwordFile]) chownSync(path, uid, gid);
  const made = spawnSync(file, args, { encoding: "utf8", cwd: "/", ...(uid === undefined ? {} : { uid, gid }) });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`PostgreSQL could not make its data folder in ${folder}: ${made.error?.message ?? made.stderr}`);
}

/** Starts the server and waits until it takes connections. After a SIGKILL its last children may hold the memory for a moment longer. */
async function launch(run: Launcher, folder: string, port: number, more: readonly string[]): Promise<number> {
  const end = Date.now() + START_TIMEOUT_MS;
  const log = join(folder, "postgres.log");
  for (;;) {
    const child = spawnServer(run, log, port, more);
    let ended = false;
    child.once("exit", () => {
      ended = true;
    });
    child.once("error", () => {
      ended = true;
    });
    while (!ended && Date.now() < end) {
      const lock = lockFile(run.dataDir);
      if (lock && lock.pid === child.pid && lock.ready) return lock.pid;
      await sleep(20);
    }
    const said = existsSync(log) ? readFileSync(log, "utf8").slice(-1_000) : "";
    if (!ended || Date.now() >= end || !/pre-existing shared memory|lock file/.test(said))
      throw new Error(`PostgreSQL did not start, see ${log}:\n${said}`);
    await sleep(200);
  }
}

function spawnServer(run: Launcher, log: string, port: number, more: readonly string[]): ChildProcess {
  const options = [...settings, ...more].flatMap((setting) => ["-c", setting]);
  const { file, args, uid, gid } = run.command("postgres", ["-D", run.dataDir, "-p", String(port), ...options]);
  const output = openSync(log, "a", 0o600);
  try {
    const child = spawn(file, args, {
      detached: true,
      cwd: "/",
      stdio: ["ignore", output, output],
      ...(uid === undefined ? {} : { uid, gid }),
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Resolves when the process has ended. */
async function stop(dataDir: string, pid: number): Promise<void> {
  if (lockFile(dataDir)?.pid !== pid || !isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  // what has ended stays in the table of processes until its parent has taken note: that is awaited, but not for ever
  let unnoted = 0;
  for (const end = Date.now() + STOP_TIMEOUT_MS; isAlive(pid) && unnoted < UNNOTED_TRIES; await sleep(20)) {
    if (!isServerOf(dataDir, pid)) unnoted += 1;
    if (Date.now() > end) throw new Error(`PostgreSQL (process ${pid}) has not stopped in ${STOP_TIMEOUT_MS / 1000} seconds.`);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** As `npm run worker` starts it: without a bound the heap for young objects grows with the length of a load. */
export const workerFlags: readonly string[] = ["--max-semi-space-size=4"];

/** A program that is kept running until it is stopped. */
export type Child = { readonly name: string; pid(): number | undefined; stop(): Promise<void> };

export type ChildOptions = {
  readonly name: string;
  /** The program's file, relative to the checkout. */
  readonly program: string;
  /** For Node. */
  readonly flags?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Its output goes to `<logs>/<name>.log`. */
  readonly logs: string;
  readonly say: (line: string) => void;
  /** Called when it has died too often to be started again. */
  readonly onGivenUp: (reason: string) => void;
};

const STOP_TIMEOUT_MS = 15_000;
const RESTART_DELAY_MS = 500;
/** So many deaths within a minute, and it is given up. */
const PATIENCE = 4;
const PATIENCE_MS = 60_000;
const PINO_ERROR = 50;

const checkout = join(import.meta.dirname, "..");

/**
 * Starts a program in a group of its own, so that Ctrl-C reaches the demo alone and everything ends in order. When it dies it is started
 * again and that is said; when it dies too often, `onGivenUp` is called. Errors that it logs are shown.
 */
export function keepRunning(options: ChildOptions): Child {
  const { name, logs, say } = options;
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${name}.log`);
  const log = createWriteStream(file);
  const deaths: number[] = [];
  let stopping = false;
  let process_: ChildProcess | undefined;
  const start = () => {
    const child = launch(options, log);
    process_ = child;
    child.once("exit", (code, signal) => {
      if (stopping) return;
      const reason = `${name} ended (${signal ?? `exit code ${code}`})`;
      deaths.push(Date.now());
      if (deaths.filter((at) => at > Date.now() - PATIENCE_MS).length >= PATIENCE) {
        stopping = true;
        options.onGivenUp(`${reason} ${PATIENCE} times within a minute, see ${file}`);
        return;
      }
      say(`${reason}, see ${file}: starting it again.`);
      setTimeout(() => stopping || start(), RESTART_DELAY_MS);
    });
  };
  start();

  return {
    name,
    pid: () => process_?.pid,
    async stop() {
      stopping = true;
      if (process_) await end(process_);
      log.end();
    },
  };
}

function launch({ name, program, flags = [], env, say }: ChildOptions, log: WriteStream): ChildProcess {
  const leash = join(import.meta.dirname, "leash.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...flags, "--import", leash, program], {
    cwd: checkout,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const follow = (output: Readable | null, isError: (line: string) => string | null) => {
    if (!output) return;
    createInterface({ input: output }).on("line", (line) => {
      log.write(`${line}\n`);
      const shown = isError(line);
      if (shown) say(`${name}: ${shown}`);
    });
  };
  follow(child.stdout, errorOfLog);
  follow(child.stderr, (line) => line);
  return child;
}

/** The message of a line of pino's, if it is an error. */
function errorOfLog(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null || !("level" in entry) || Number(entry.level) < PINO_ERROR) return null;
    const message = "msg" in entry ? String(entry.msg) : line;
    const error =
      "err" in entry && typeof entry.err === "object" && entry.err !== null && "message" in entry.err ? `: ${entry.err.message}` : "";
    return `${message}${error}`;
  } catch {
    return null;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const late = new AbortController();
  const timeout = sleep(STOP_TIMEOUT_MS, "late", { signal: late.signal }).catch(() => "in time");
  if ((await Promise.race([exited, timeout])) === "late") {
    child.kill("SIGKILL");
    await exited;
  }
  late.abort();
}

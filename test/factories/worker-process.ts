import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type WorkerProcess = {
  readonly process: ChildProcess;
  /** Sends a signal and waits for the end; says the exit code, or the signal that ended it. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | string | null>;
  /** What it has written so far. */
  output(): string;
};

/** The worker as it is run in production, as a process of its own, in the environment of this test. */
export function startWorkerProcess(environment: Readonly<Record<string, string>> = {}): WorkerProcess {
  const child = spawn(process.execPath, ["worker/main.ts"], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "exit");
  return {
    process: child,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? by;
    },
  };
}

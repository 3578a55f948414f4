import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, expect, test } from "vitest";
import { isAlive } from "../../prisma/embedded-state.ts";

const LONG_MS = 300_000;
/** As a soak counts them; what is struck by chance alone is not among them. */
const EVERY_FAULT = [
  ...["web killed", "worker killed", "database killed", "uninstalled and back", "lines of files unreadable", "tokens expired"],
  ...["webhooks lost", "webhooks doubled", "webhooks forged"],
  ...["throttleNext", "serverErrorNext", "dropNext", "bulkFailNext", "bulkExpireNext", "bulkStallNext", "fileExpiredNext", "fileDropNext"],
];

let running: ChildProcess | undefined;
afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill("SIGINT");
    await once(running, "exit");
  }
});

/** Starts a soak; `said` is what it has printed so far. */
function soak(...args: readonly string[]): { process: ChildProcess; said: () => string } {
  const started = spawn(process.execPath, ["demo/soak/main.ts", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running = started;
  let said = "";
  for (const output of [started.stdout, started.stderr]) {
    output.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return { process: started, said: () => said };
}

test("a minute of a busy day with every fault leaves no difference", { timeout: 2 * LONG_MS }, async () => {
  const { process, said } = soak("--minutes", "1", "--seed", "21");
  const [code] = await once(process, "close"); // all of it has been read by then

  const last = said().trim().split("\n").at(-1) ?? "";
  expect(code, said()).toBe(0);
  const { faults, events, differences } = JSON.parse(last);
  expect(differences).toBe(0);
  expect(events).toBeGreaterThan(100);
  expect(Object.keys(faults)).toEqual(expect.arrayContaining(EVERY_FAULT));
});

test("Ctrl-C ends a soak and leaves neither process nor folder behind", { timeout: LONG_MS }, async () => {
  const before = folders();
  const { process, said } = soak("--minutes", "5");
  await expect.poll(said, { timeout: LONG_MS / 2, interval: 200 }).toContain("the busy day begins");
  const [folder = ""] = folders().filter((each) => !before.includes(each));
  const programs = [...childrenOf(process.pid ?? 0), databaseOf(folder)];
  process.kill("SIGINT");
  await once(process, "exit");

  expect(programs.length).toBeGreaterThanOrEqual(3);
  expect(programs.filter(isAlive)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

function folders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith("tillwise-soak-"))
    .map((name) => `${tmpdir()}/${name}`);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .map(Number)
    .filter((child) => child > 0);
}

function databaseOf(folder: string): number {
  return Number(readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n")[0]);
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseUrls } from "../prisma/setup.ts";
import { AppSide, type SyncState } from "./app-side.ts";
import type { CsvSource } from "./arguments.ts";
import { compare } from "./compare.ts";
import { report, reportJson, type Stage } from "./report.ts";
import { type Running, start } from "./start.ts";
import { Visitor } from "./visitor.ts";

export type CheckOptions = {
  readonly csv: CsvSource | null;
  readonly json: boolean;
  readonly keep: boolean;
  readonly print: (line: string) => void;
  readonly scale?: number;
  /** What a test does to the app's data between sync and comparison, to see that it is found. */
  readonly meddle?: (database: DatabaseUrls, shopDomain: string) => Promise<void>;
};

const POLL_MS = 200;
const PROGRESS_MS = 2_000;
const SYNC_TIMEOUT_MS = 15 * 60_000;

/**
 * `npm run demo -- --check`: installs the app in a fresh house of its own, syncs, and compares every number of every day and every sale
 * with the simulator's books. Returns the exit code: 0 if all is equal, else 1. Leaves nothing behind, unless `keep`.
 */
export async function check(options: CheckOptions): Promise<number> {
  const { csv, keep, print } = options;
  const folder = mkdtempSync(join(tmpdir(), "tillwise-check-"));
  const stopping = new AbortController();
  const interrupt = () => stopping.abort(new Error("Stopped."));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  let running: Running | undefined;
  try {
    print(`Tillwise check: ${csv ? `${basename(csv.orders)}, ${csv.currency}, ${csv.timeZone}` : "the demo shop"}`);
    const clock = new Stages((line) => print(`  ${line}`));
    const onFailure = (reason: string) => stopping.abort(new Error(reason));
    const more = options.scale === undefined ? {} : { scale: options.scale };
    running = await clock.stage(
      "start",
      start({
        folder,
        ownDatabase: true,
        csv,
        ports: { simulator: 0, app: 0 },
        say: clock.say,
        signal: stopping.signal,
        onFailure,
        ...more,
      }),
    );
    return await judge(options, running, clock, stopping.signal);
  } finally {
    await running?.stop();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, interrupt);
    if (keep) print(`  Kept in ${folder}.`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function judge({ json, print, meddle }: CheckOptions, running: Running, clock: Stages, signal: AbortSignal): Promise<number> {
  const { shop, database, books } = running;
  const visitor = new Visitor(running);
  await clock.stage("install", visitor.install());
  await visitor.requestSync();
  const app = await AppSide.open(database, shop.domain);
  try {
    await clock.stage("sync", synced(app, clock.say, signal));
    await meddle?.(database, shop.domain);
    const comparison = await clock.stage(
      "compare",
      (async () =>
        compare({
          booksDays: await books.days(),
          appDays: await app.days(),
          booksSales: books.sales(),
          appSales: await app.sales(),
          currency: shop.currency,
        }))(),
    );
    print(`\n${report(comparison, shop.currency, clock.done)}`);
    if (json) print(reportJson(comparison, shop.currency, clock.done));
    return comparison.differing === 0 ? 0 : 1;
  } finally {
    await app.close();
  }
}

/** Waits for the end of the sync, telling how far it is. Throws when it failed, was cancelled, or does not end. */
async function synced(app: AppSide, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  let [told, toldAt] = ["", 0];
  for (const end = Date.now() + SYNC_TIMEOUT_MS; Date.now() < end; await sleep(POLL_MS)) {
    signal.throwIfAborted();
    const state = await app.sync();
    if (state?.status === "done") return;
    if (state?.status === "failed" || state?.status === "cancelled")
      throw new Error(`The sync ${state.status}: ${state.error ?? "no reason was given"}.`);
    const line = progress(state);
    if (line !== told && Date.now() - toldAt >= PROGRESS_MS) {
      say(line);
      [told, toldAt] = [line, Date.now()];
    }
  }
  throw new Error(`The sync did not end within ${SYNC_TIMEOUT_MS / 60_000} minutes.`);
}

function progress(state: SyncState | null): string {
  if (!state) return "sync: requested";
  const read = state.operations.reduce((sum, operation) => sum + operation.lines_read, 0n);
  const known = state.operations.reduce((sum, operation) => sum + (operation.object_count ?? 0n), 0n);
  return `sync: ${state.status}, ${read.toLocaleString("en-US")} of ${known.toLocaleString("en-US")} lines`;
}

/** The stages of a check with the time that each took. */
class Stages {
  readonly done: Stage[] = [];
  readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  async stage<T>(name: string, work: Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work;
    const seconds = (performance.now() - began) / 1000;
    this.done.push({ name, seconds: Math.round(seconds * 10) / 10 });
    this.say(`${name}: ${seconds.toFixed(1)} s`);
    return result;
  }
}

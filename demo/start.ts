import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbedded } from "../prisma/embedded.ts";
import { freePort } from "../prisma/embedded-state.ts";
import { generateClient } from "../prisma/generate.ts";
import { type DatabaseUrls, namedDatabase, prepareDatabase, prepareEmbedded } from "../prisma/setup.ts";
import type { CsvSource } from "./arguments.ts";
import { ensureBuild } from "./build.ts";
import { type Child, keepRunning, workerFlags } from "./child.ts";
import { environment } from "./environment.ts";
import { type Kept, keptIn } from "./kept.ts";
import { type Books, openSimulator } from "./simulator.ts";

export type StartOptions = {
  /** Where database, logs and secrets lie. */
  readonly folder: string;
  /** The embedded database in any case, whatever the environment names. */
  readonly ownDatabase: boolean;
  readonly csv: CsvSource | null;
  /** The part of the demo shop's trade that is made, for tests; all of it if not given. */
  readonly scale?: number;
  /** Wanted ports: another one where it is taken, 0 for any. */
  readonly ports: { readonly simulator: number; readonly app: number };
  readonly say: (line: string) => void;
  /** Aborted, the start ends as soon as it can, and leaves nothing running. */
  readonly signal?: AbortSignal;
  /** Called when one of the programs has died too often. */
  readonly onFailure: (reason: string) => void;
};

/** The whole house, running. */
export type Running = {
  readonly shop: { readonly domain: string; readonly name: string; readonly currency: string; readonly timeZone: string };
  /** The one address for people: the simulator's Admin with the app in it. */
  readonly adminUrl: string;
  readonly app: string;
  readonly simulator: string;
  readonly books: Books;
  readonly database: DatabaseUrls;
  readonly kept: Kept;
  readonly children: readonly Child[];
  /** Stops everything in order, the database last. */
  stop(): Promise<void>;
};

const WEB_TIMEOUT_MS = 60_000;

/** Starts database, simulator, web and worker, building what is missing. What has started is stopped again if the rest fails. */
export async function start(options: StartOptions): Promise<Running> {
  const { folder, csv, ports, say, signal = new AbortController().signal } = options;
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = started.pop(); next; next = started.pop()) await next();
  };
  try {
    const kept = keptIn(folder);
    if (generateClient()) say("Prisma client written.");
    const build = timed(ensureBuild(signal));
    build.catch(() => undefined); // it is awaited below, and may fail before that
    const database = await openDatabase(options, started);
    signal.throwIfAborted();
    const app = `http://localhost:${await freePort(ports.app)}`;
    const scale = options.scale === undefined ? {} : { scale: options.scale };
    const simulator = await openSimulator({
      csv,
      kept,
      app,
      port: await freePort(ports.simulator),
      log: join(folder, "logs", "simulator.log"),
      journal: join(folder, "simulator"),
      say,
      ...scale,
    });
    started.push(() => simulator.stop());
    say(`Simulator: ${simulator.shop.name}, ${simulator.orders.toLocaleString("en-US")} orders.`);
    await forgetTokens(database, simulator.shop.domain);
    const { value: built, seconds } = await build;
    signal.throwIfAborted();
    say(built ? `App: built in ${seconds} s.` : "App: the build is up to date.");

    const env = environment(kept, { app, simulator: simulator.url }, database.app);
    const shared = { logs: join(folder, "logs"), say, onGivenUp: options.onFailure };
    const worker = keepRunning({
      ...shared,
      name: "worker",
      program: "worker/main.ts",
      flags: workerFlags,
      env: { ...env, DATABASE_OWNER_URL: database.owner },
    });
    started.push(() => worker.stop());
    const web = keepRunning({ ...shared, name: "web", program: "server.ts", env });
    started.push(() => web.stop());
    await answers(`${app}/healthz`, join(folder, "logs", "web.log"));

    return { ...simulator, simulator: simulator.url, app, database, kept, children: [web, worker], stop };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  }
}

async function openDatabase({ folder, ownDatabase, say }: StartOptions, started: (() => Promise<unknown>)[]): Promise<DatabaseUrls> {
  const named = ownDatabase ? null : namedDatabase(process.env);
  if (named) {
    await prepareDatabase(named);
    say("Database: the one that DATABASE_URL names.");
    return named;
  }
  const server = await startEmbedded({ folder, onFirstStart: () => say(`Database: making a PostgreSQL server in ${folder} (once).`) });
  started.push(() => server.stop());
  const urls = await prepareEmbedded(server);
  say(`Database: PostgreSQL on port ${server.port}${server.started === "adopted" ? ", which was still running" : ""}.`);
  return urls;
}

/** The simulator has no memory of the tokens that it gave before it was started: the app asks for new ones at the next page. */
async function forgetTokens(database: DatabaseUrls, domain: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.app });
  await client.connect();
  try {
    await client.query("delete from session where shop = $1", [domain]);
  } finally {
    await client.end();
  }
}

async function answers(address: string, log: string): Promise<void> {
  for (const end = Date.now() + WEB_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
    const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer) return;
  }
  throw new Error(`The app does not answer at ${address}, see ${log}.`);
}

async function timed<T>(work: Promise<T>): Promise<{ value: T; seconds: string }> {
  const began = performance.now();
  return { value: await work, seconds: ((performance.now() - began) / 1000).toFixed(0) };
}

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keptFolder } from "../prisma/embedded.ts";
import { isAlive } from "../prisma/embedded-state.ts";
import { type Arguments, BadArgument, readArguments, usage } from "./arguments.ts";
import { check } from "./check.ts";
import { start } from "./start.ts";

const SIMULATOR_PORT = 4400;
const APP_PORT = 4401;

const say = (line: string) => console.log(`  ${line}`);

/** `npm run demo`: shows the app with a shop in it until it is told to stop. Resolves with the exit code. */
async function show({ csv, port, data }: Arguments): Promise<number> {
  const folder = resolve(data ?? keptFolder);
  const free = claim(folder);
  const { promise: ended, resolve: end } = Promise.withResolvers<{ code: number; reason: string }>();
  const stopping = new AbortController();
  const interrupt = () => {
    stopping.abort(new Error("Stopped before it had started."));
    end({ code: 0, reason: "Stopping." });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  try {
    console.log("Tillwise demo");
    const ports = { simulator: port ?? SIMULATOR_PORT, app: APP_PORT };
    const onFailure = (reason: string) => end({ code: 1, reason });
    const running = await start({ folder, ownDatabase: false, csv, ports, say, signal: stopping.signal, onFailure });
    console.log(`\n  Open ${running.adminUrl}\n\n  Ctrl-C stops everything; what was loaded is kept in ${folder}.`);
    const { code, reason } = await ended;
    console.log(`\n  ${reason}`);
    await running.stop();
    return code;
  } finally {
    free();
  }
}

/** One demo at a time on one folder: two would pull the database from under each other. */
function claim(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "demo.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder > 0 && isAlive(holder))
    throw new Error(`The demo is running already (process ${holder}). Stop it first; if it is no demo, delete ${file}.`);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

async function main(): Promise<number> {
  const given = process.argv.slice(2);
  if (given.includes("--help")) {
    console.log(usage);
    return 0;
  }
  const asked = readArguments(given);
  return asked.check ? check({ ...asked, print: (line) => console.log(line) }) : show(asked);
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof BadArgument) console.error(`\n${usage}`);
  return error instanceof BadArgument ? 2 : 1;
});

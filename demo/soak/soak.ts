import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SoakArguments } from "./arguments.ts";
import { type House, openHouse } from "./house.ts";
import { judge } from "./judge.ts";
import { plan } from "./plan.ts";
import { check, install, settle } from "./settle.ts";
import { Stored } from "./stored.ts";
import { type FaultCounts, Troublemaker } from "./troubles.ts";

/** What part of the day's trade each shop has. */
const SHARES = [0.75, 0.25];
const TELL_EVERY_MS = 15_000;

/**
 * A busy day with every fault, a rest, one check, and the comparison of everything. Prints as it goes, last one line of JSON. Returns the
 * exit code: 0 where nothing differs, else 1. Leaves nothing behind, unless `keep`.
 */
export async function soak(options: SoakArguments & { readonly print: (line: string) => void }): Promise<number> {
  const { minutes, seed, perSecond, keep, print } = options;
  const folder = mkdtempSync(join(tmpdir(), "tillwise-soak-"));
  const stopping = new AbortController();
  const interrupt = () => stopping.abort(new Error("Stopped."));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  const began = Date.now();
  const say = (line: string) => print(`  ${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);
  let house: House | undefined;
  try {
    print(`Tillwise soak: ${minutes} minutes, seed ${seed}, ${perSecond} a second`);
    const onFailure = (reason: string) => stopping.abort(new Error(reason));
    house = await openHouse({ folder, seed, say, signal: stopping.signal, onFailure });
    const telling = { house, say, signal: stopping.signal };
    await install(telling);
    say("installed and synced; the busy day begins");
    const { faults, events } = await busyDay({ ...options, house, say, signal: stopping.signal });
    say(`the day is over: ${events} events; faults: ${JSON.stringify(faults)}`);
    await settle(telling);
    say("at rest; checking");
    await check(telling);
    await tellDeadLetters(house, say);
    const { differences, kinds, first, compared } = await judge(house);
    say(`${compared}: ${differences === 0 ? "everything is equal" : `${differences} differences: ${kinds.join(", ")}`}`);
    for (const line of first) print(`  ${line}`);
    print(JSON.stringify({ faults, events, differences }));
    return differences === 0 ? 0 : 1;
  } finally {
    await house?.stop();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, interrupt);
    if (keep) print(`  Kept in ${folder}.`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

type Day = SoakArguments & { readonly house: House; readonly say: (line: string) => void; readonly signal: AbortSignal };

/** Lets the shops live and the troubles come. Says what struck, and what happened in the shops. */
async function busyDay({ house, minutes, seed, perSecond, say, signal }: Day): Promise<{ faults: FaultCounts; events: number }> {
  const lives = house.shops.map(({ hosted }) => house.platform.lives.of(hosted).busyDay);
  const events = () => lives.reduce((sum, { status }) => sum + status.events, 0);
  const troublemaker = new Troublemaker(house, say, signal);
  const troubles = plan(seed, minutes * 60_000, house.shops.length);
  await troublemaker.begin();
  for (const [index, { hosted }] of house.shops.entries()) {
    const body = { perSecond: perSecond * (SHARES[index] ?? 1), seconds: minutes * 60, seed: `${seed} ${index}` };
    const answer = await fetch(`${house.simulator}/control/shops/${hosted.domain}/busy-day`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
  }
  const telling = setInterval(() => say(`${events()} events so far`), TELL_EVERY_MS);
  try {
    await troublemaker.follow(troubles, minutes * 60_000, signal);
  } finally {
    clearInterval(telling);
    for (const life of lives) life.stop();
  }
  return { faults: await troublemaker.end(), events: events() };
}

/** What was put aside is no difference where the check has mended it, but it is told. */
async function tellDeadLetters(house: House, say: (line: string) => void): Promise<void> {
  for (const { hosted } of house.shops) {
    const dead = await Stored.with(house.database, hosted.domain, (stored) => stored.deadLetters());
    if (dead.length > 0) say(`${hosted.handle}: ${dead.length} dead letters, such as ${dead.slice(0, 3).join(" | ")}`);
  }
}

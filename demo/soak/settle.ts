import { setTimeout as sleep } from "node:timers/promises";
import type { House, SoakShop } from "./house.ts";
import { hurry } from "./hurry.ts";
import { Stored, type Waiting } from "./stored.ts";

const POLL_MS = 500;
const TELL_MS = 10_000;
const ASK_AGAIN_MS = 5_000;
const QUIET_TIMEOUT_MS = 10 * 60_000;
/** Every retry that is still due comes within seconds. */
const HURRY = 2_000;

type Telling = { readonly house: House; readonly say: (line: string) => void; readonly signal: AbortSignal };

/** Delivers what Shopify still has to deliver, and waits until nothing is left to do at any shop. */
export async function settle({ house, say, signal }: Telling): Promise<void> {
  await visit(house);
  house.platform.webhooks.timetable.speed = HURRY;
  const undelivered = () => house.shops.reduce((sum, { hosted }) => sum + house.platform.webhooks.of(hosted).counts.waiting, 0);
  await until(
    `${undelivered()} webhooks to be delivered`,
    async () => (undelivered() === 0 ? null : `${undelivered()} webhooks are under way`),
    {
      house,
      say,
      signal,
    },
  );
  for (const shop of house.shops) await quiet(shop, { house, say, signal });
}

/** Presses "Check now" at each shop, and waits until the run is done and nothing is left to do. Throws if a run fails. */
export async function check({ house, say, signal }: Telling): Promise<void> {
  for (const { hosted, visitor } of house.shops) {
    const before = await lastRun(house, hosted.domain);
    await visitor.requestCheck();
    await ended({ hosted, visitor }, before?.id ?? 0, { house, say, signal });
  }
  for (const shop of house.shops) await quiet(shop, { house, say, signal });
}

/** Installs the app at each shop and waits for the first sync. */
export async function install({ house, say, signal }: Telling): Promise<void> {
  for (const { visitor } of house.shops) {
    await visitor.install();
    await visitor.requestSync();
  }
  for (const shop of house.shops) await ended(shop, 0, { house, say, signal });
}

async function ended({ hosted }: SoakShop, after: number, telling: Telling): Promise<void> {
  await until(
    `${hosted.handle}'s run to end`,
    async () => {
      const run = await lastRun(telling.house, hosted.domain);
      if (run === null || run.id <= after) return "not begun";
      if (run.status === "failed" || run.status === "cancelled")
        throw new Error(`The ${run.kind} run of ${hosted.handle} ${run.status}: ${run.error ?? "no reason was given"}.`);
      return run.status === "done" ? null : run.status;
    },
    telling,
  );
}

/** Somebody opens the app in each shop: what waits for a token gets one. */
async function visit(house: House): Promise<void> {
  for (const { visitor } of house.shops) await visitor.install().catch(() => undefined); // web may be starting
}

/** What would be done within a minute or a quarter of an hour, a check that is due or a move that was not told, is asked for at once. */
async function quiet({ hosted, visitor }: SoakShop, telling: Telling): Promise<void> {
  let askedAt = 0;
  await until(
    `${hosted.handle} to come to rest`,
    async () => {
      const state = await Stored.with(telling.house.database, hosted.domain, (stored) => stored.waiting());
      if ((state.due || state.moved) && state.run === null && Date.now() - askedAt > ASK_AGAIN_MS) {
        askedAt = Date.now();
        await visitor.requestCheck().catch(() => undefined); // web may be starting
      }
      return isQuiet(state)
        ? null
        : `${state.waiting} webhooks wait, ${state.short} records are to be fetched again, ${state.dirty} marks are dirty, ${state.moved ? "it has moved, " : ""}${state.due ? "a check is due, " : ""}run: ${state.run ?? "none"}`;
    },
    telling,
  );
}

function isQuiet({ waiting, short, dirty, moved, due, run }: Waiting): boolean {
  return waiting === 0 && short === 0 && dirty === 0 && !moved && !due && run === null;
}

function lastRun(house: House, domain: string) {
  return Stored.with(house.database, domain, (stored) => stored.lastRun());
}

/** Waits until `missing` answers null: what is missing is told now and then, and named when it takes too long. */
async function until(what: string, missing: () => Promise<string | null>, { house, say, signal }: Telling): Promise<void> {
  let toldAt = Date.now();
  let lacks = await missing();
  for (const end = Date.now() + QUIET_TIMEOUT_MS; lacks !== null; lacks = await missing()) {
    if (Date.now() > end) throw new Error(`Waited ${QUIET_TIMEOUT_MS / 60_000} minutes for ${what}: ${lacks}.`);
    if (Date.now() - toldAt > TELL_MS) {
      say(`waiting for ${what}: ${lacks}`);
      await visit(house);
      await hurry(house);
      toldAt = Date.now();
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

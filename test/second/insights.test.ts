import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { monthOf, plusDays, plusMonths } from "./plain.ts";
import type { Question, Ranges } from "./question.ts";
import { localDay, shopsToCheck } from "./shops.ts";
import { type Trade, tradeOf } from "./trade.ts";

const SYNC_MS = 30 * 60_000;

const checked = await shopsToCheck(new Date());
const world = await startWorld(checked.map(({ shop }) => shop));
const { startWorker } = await import("../../app/jobs/worker.ts");
const { changeSettings } = await import("../../app/jobs/change-settings.ts");
const { liveOn } = await import("./living.ts");
const { toldOfHistory } = await import("./withheld.ts");
const { questionsOf } = await import("./questions.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

/** Set by `npm run check:insights`: every range is asked in each shop, and not in the first alone. */
const isWhole = process.env.CHECK_WHOLE === "1";

/** Tells of the copying itself and of no trade: freshness.test.ts asks it. */
const NO_NUMBER_OF_THE_TRADE = ["freshness"];

describe.each(checked)("$name", ({ name, shop: given, scopes, settings, livesOn }) => {
  let questions: Question[] = [];
  let trade: Trade;

  beforeAll(async () => {
    const hosted = world.at(given.domain);
    hosted.install(scopes);
    const shop: Shop = await world.install(given.domain);
    await changeSettings(shop, settings);
    const ordersSince = hosted.oldestVisibleOrderAt();
    expect((await synced(shop, SYNC_MS)).status).toBe("done");
    const listed = new Map([...given.records.checkouts.abandoned].map((checkout) => [checkout.id, checkout]));
    const heard = livesOn
      ? await liveOn(world, hosted, shop, settings.abandonedAfterMinutes)
      : { listed, toldFrom: given.events.length, deleted: [] };
    const reckonedAt = performance.now();
    const today = localDay(new Date(), given.profile.timeZone);
    const cutOffMs = settings.abandonedAfterMinutes * 60_000;
    trade = tradeOf(given, { today, heard, ordersSince, cutOffMs, weekStart: settings.weekStart });
    questions = questionsOf(trade, shop, rangesOf(trade, isWhole || given === checked[0]?.shop));
    process.stdout.write(`${name}: ${trade.orders.length} orders reckoned in ${seconds(reckonedAt)}\n`);
  }, SYNC_MS);

  test("every question that the app can be asked is asked here", async () => {
    const { allInsights } = await import("../../bench/dashboard/insights.ts");
    const known = (await allInsights()).map((insight) => insight.name);

    expect([...new Set(questions.map(({ insight }) => insight)), ...NO_NUMBER_OF_THE_TRADE].sort()).toEqual(known.sort());
  });

  test("what needs the whole history of orders is told where all of it is known, and withheld where it is not", async () => {
    const last = trade.rows.reduce((day, row) => (row.day > day ? row.day : day), "");
    const told = await toldOfHistory(world, given.domain, { from: plusDays(last, -20), to: last });

    for (const [what, isTold] of Object.entries(told)) expect([what, isTold]).toEqual([what, scopes.includes("read_all_orders")]);
  });

  test("the app answers every question as a second reckoning over plain arrays does, cell by cell", { timeout: SYNC_MS }, async () => {
    const different: string[] = [];
    let cells = 0;
    const askedAt = performance.now();
    for (const { insight, of, ask, expected } of questions) {
      const answered = await ask();
      cells += expected.reduce<number>((sum, row) => sum + Object.keys(Object(row)).length, 0);
      const [row] = firstDifference(answered, expected);
      if (row !== null) different.push(`${insight} (${of}): ${row}`);
    }
    process.stdout.write(`${questions.length} questions, ${cells} cells, ${different.length} different; asked in ${seconds(askedAt)}\n`);
    expect(different).toEqual([]);
  });
});
function seconds(since: number): string {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/** The first row that is not the same, on both sides; null where all are. */
function firstDifference(answered: readonly unknown[], expected: readonly unknown[]): [string | null] {
  for (let row = 0; row < Math.max(answered.length, expected.length); row += 1) {
    const [app, plain] = [answered[row], expected[row]].map((one) => JSON.stringify(one, sortedKeys));
    if (app !== plain) return [`row ${row + 1} of ${expected.length}: the app says ${app}, the second reckoning ${plain}`];
  }
  return [null];
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * All of the trade and its last weeks, days in the middle that begin and end within months, a month of the calendar, a time before there was
 * anything; where `all` are wanted also the second half, one day, a year, and the two days on which a month ends and begins.
 */
function rangesOf({ rows }: Trade, all: boolean): Ranges {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const at = (share: number): string => days[Math.min(days.length - 1, Math.floor(days.length * share))] ?? "2025-01-01";
  const [first, last, middle] = [at(0), at(1), monthOf(at(0.6))];
  return [
    { from: first, to: last },
    { from: at(0.92), to: last },
    { from: at(0.31), to: at(0.58) },
    { from: middle, to: plusDays(plusMonths(middle, 1), -1) },
    { from: plusDays(first, -40), to: plusDays(first, -10) },
    ...(all
      ? [
          { from: at(0.5), to: last },
          { from: at(0.7), to: at(0.7) },
          { from: `${middle.slice(0, 4)}-01-01`, to: `${middle.slice(0, 4)}-12-31` },
          { from: plusDays(middle, -1), to: middle },
        ]
      : []),
  ];
}

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { shopFromCsv } from "../../simulator/world/csv.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import { monthOf, plusDays, plusMonths } from "./plain.ts";
import type { Question, Ranges } from "./question.ts";
import { type Trade, tradeOf } from "./trade.ts";

const SYNC_MS = 30 * 60_000;
const SCALE = 0.25;

/** Set by `npm run check:insights -- --orders …`; without it, the demo shop. */
const { CHECK_ORDERS: orders, CHECK_RETURNS: returns, CHECK_CURRENCY: currency = "USD", CHECK_TIME_ZONE: timezone = "UTC" } = process.env;
const source = orders ? await shopFromCsv({ orders, returns, currency, timezone, domain: "from-csv.myshopify.com" }) : null;
const now = new Date();
const given = source ?? demoShop({ seed: 7, today: localDay(now, "America/New_York"), scale: SCALE });
const world = await startWorld([given]);
const { startWorker } = await import("../../app/jobs/worker.ts");
const { questionsOf } = await import("./questions.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let shop: Shop;
let trade: Trade;
let questions: Question[] = [];

beforeAll(async () => {
  shop = await world.install(given.domain);
  expect((await synced(shop, SYNC_MS)).status).toBe("done");
  const reckonedAt = performance.now();
  trade = tradeOf(given, localDay(now, given.profile.timeZone));
  questions = questionsOf(trade, shop, rangesOf(trade));
  process.stdout.write(`${trade.orders.length} orders reckoned in ${seconds(reckonedAt)}\n`);
}, SYNC_MS);

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

/** Tells of the copying itself and of no trade: freshness.test.ts asks it. */
const NO_NUMBER_OF_THE_TRADE = ["freshness"];

test("every question that the app can be asked is asked here", async () => {
  const { allInsights } = await import("../../bench/dashboard/insights.ts");
  const known = (await allInsights()).map(({ name }) => name);

  expect([...new Set(questions.map(({ insight }) => insight)), ...NO_NUMBER_OF_THE_TRADE].sort()).toEqual(known.sort());
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
 * All of the trade, its second half and last weeks, days in the middle that begin and end within months, one day, a month and a year of the
 * calendar, the two days on which a month ends and begins, and a time before there was anything.
 */
function rangesOf({ rows }: Trade): Ranges {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const at = (share: number): string => days[Math.min(days.length - 1, Math.floor(days.length * share))] ?? "2025-01-01";
  const [first, last, middle] = [at(0), at(1), monthOf(at(0.6))];
  return [
    { from: first, to: last },
    { from: at(0.5), to: last },
    { from: at(0.92), to: last },
    { from: at(0.31), to: at(0.58) },
    { from: at(0.7), to: at(0.7) },
    { from: middle, to: plusDays(plusMonths(middle, 1), -1) },
    { from: `${middle.slice(0, 4)}-01-01`, to: `${middle.slice(0, 4)}-12-31` },
    { from: plusDays(middle, -1), to: middle },
    { from: plusDays(first, -40), to: plusDays(first, -10) },
  ];
}

function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Shop } from "../../app/db/shop.ts";
import { shopFromCsv } from "../../simulator/world/csv.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { startWorld } from "../factories/installed-shops.ts";
import { synced } from "../factories/synced.ts";
import type { Question, Ranges } from "./question.ts";
import { type Trade, tradeOf } from "./trade.ts";

const SYNC_MS = 15 * 60_000;
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
  trade = tradeOf(given, localDay(now, given.profile.timeZone));
  questions = questionsOf(trade, shop, rangesOf(trade));
}, SYNC_MS);

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("the app answers every question as a second reckoning over plain arrays does, cell by cell", { timeout: SYNC_MS }, async () => {
  const different: string[] = [];
  let cells = 0;
  for (const { insight, of, ask, expected } of questions) {
    const answered = await ask();
    cells += expected.reduce<number>((sum, row) => sum + Object.keys(Object(row)).length, 0);
    const [row] = firstDifference(answered, expected);
    if (row !== null) different.push(`${insight} (${of}): ${row}`);
  }
  process.stdout.write(`${questions.length} questions, ${cells} cells, ${different.length} different\n`);
  expect(different).toEqual([]);
});

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

/** All of the trade, its last year and month, some days in the middle that begin and end within months, and one day. */
function rangesOf({ rows }: Trade): Ranges {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const at = (share: number): string => days[Math.min(days.length - 1, Math.floor(days.length * share))] ?? "2025-01-01";
  const [first, last] = [at(0), at(1)];
  return [
    { from: first, to: last },
    { from: at(0.5), to: last },
    { from: at(0.92), to: last },
    { from: at(0.31), to: at(0.58) },
    { from: at(0.7), to: at(0.7) },
  ];
}

function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

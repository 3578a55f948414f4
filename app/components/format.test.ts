import { expect, test } from "vitest";
import { formatsOf } from "./format.ts";

const manner = { locale: "en", currency: "USD", timeZone: "America/New_York" };
const f = formatsOf(manner);
const german = formatsOf({ ...manner, locale: "de", currency: "EUR" });

test.each([
  ["123456", "USD", "$1,234.56"],
  ["-5", "USD", "−$0.05"],
  ["0", "USD", "$0.00"],
  ["1200", "JPY", "¥1,200"],
  ["1234", "KWD", "KWD\u00a01.234"],
  ["9007199254740993", "USD", "$90,071,992,547,409.93"],
  ["-9223372036854775807", "GBP", "−£92,233,720,368,547,758.07"],
])("%s minor units of %s are %s", (minor, currency, expected) => {
  expect(f.moneyIn(minor, currency)).toBe(expected);
});

test("an axis has round amounts", () => {
  expect([0, 95_000, 1_200_000, 150_000_000].map(f.moneyTick)).toEqual(["$0", "$950", "$12K", "$1.5M"]);
  expect([0, 12_345].map(f.countTick)).toEqual(["0", "12.3K"]);
});

test.each([
  [{ direction: "up", tenths: 123n }, "12.3%"],
  [{ direction: "down", tenths: 1000n }, "100.0%"],
  [{ direction: "up", tenths: 123_456n }, "12,346%"],
  [{ direction: "up", tenths: 0n }, "< 0.1%"],
  [{ direction: "up", tenths: null }, "New"],
  [{ direction: "none", tenths: 0n }, "No change"],
] as const)("a change $0 is told as $1", (change, expected) => {
  expect(f.change(change)).toBe(expected);
});

test("counts, decimals and shares", () => {
  expect([f.count(12_345), f.decimal(2.44), f.decimal(2, 2), f.rate(0.1234), f.rate(1, 0)]).toEqual([
    "12,345",
    "2.4",
    "2.00",
    "12.3%",
    "100%",
  ]);
});

test("units a day may be below zero, and are never told as nothing where they are not", () => {
  expect([f.perDay(2 / 30), f.perDay(-1 / 30), f.perDay(12), f.perDay(0)]).toEqual(["0.07", "-0.03", "12.00", "0.00"]);
});

test("days are told without a doubt about the year", () => {
  expect(f.day("2026-11-21")).toBe("Nov 21, 2026");
  expect(f.month("2026-11-01")).toBe("Nov 2026");
  expect(f.month("2026-11")).toBe("Nov 2026");
  expect(f.days({ from: "2026-10-23", to: "2026-11-21" })).toBe("Oct 23 – Nov 21, 2026");
  expect(f.days({ from: "2025-12-01", to: "2026-01-05" })).toBe("Dec 1, 2025 – Jan 5, 2026");
  expect(f.days({ from: "2026-01-05", to: "2026-01-05" })).toBe("Jan 5, 2026");
});

test("instants are told in the shop's zone, with plain spaces", () => {
  const instant = new Date("2026-11-21T21:12:00Z");
  expect(f.instant(instant)).toBe("Nov 21, 2026, 4:12 PM");
  expect(f.instant(instant.toISOString(), "no year")).toBe("Nov 21, 4:12 PM");
  expect(formatsOf({ ...manner, timeZone: "Asia/Tokyo" }).hour(instant)).toBe("6 AM");
});

test("hours and days of the week have names of their own", () => {
  expect([f.hourOfDay(0), f.hourOfDay(16)]).toEqual(["12 AM", "4 PM"]);
  expect([f.weekday(1), f.weekday(7, "short")]).toEqual(["Monday", "Sun"]);
});

test("another language writes numbers and dates its own way, in the calendar of the shop", () => {
  expect(german.money("123456")).toBe("1.234,56\u00a0€");
  expect(german.rate(0.123)).toBe("12,3\u00a0%");
  expect(german.day("2026-11-21")).toBe("21. Nov. 2026");
  expect(formatsOf({ ...manner, locale: "fr", currency: "EUR" }).money("123456")).toBe("1\u00a0234,56\u00a0€");
  expect(formatsOf({ ...manner, locale: "th" }).day("2026-11-21")).toContain("2026");
});

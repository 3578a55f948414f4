import { expect, test } from "vitest";
import { formatChange, formatDay, formatDays, formatHour, formatInstant, formatMoney, formatMonth, formatTick } from "./format.ts";

test.each([
  ["123456", "USD", "$1,234.56"],
  ["-5", "USD", "−$0.05"],
  ["0", "USD", "$0.00"],
  ["1200", "JPY", "¥1,200"],
  ["1234", "KWD", "KWD\u00a01.234"],
  ["9007199254740993", "USD", "$90,071,992,547,409.93"],
  ["-9223372036854775807", "GBP", "−£92,233,720,368,547,758.07"],
])("%s minor units of %s are %s", (minor, currency, expected) => {
  expect(formatMoney(minor, currency)).toBe(expected);
});

test("an axis has round amounts", () => {
  expect([0, 950, 12_000, 1_500_000].map((value) => formatTick(value, "USD"))).toEqual(["$0", "$950", "$12K", "$1.5M"]);
});

test.each([
  [{ direction: "up", tenths: 123n }, "12.3%"],
  [{ direction: "down", tenths: 1000n }, "100.0%"],
  [{ direction: "up", tenths: 123_456n }, "12,345%"],
  [{ direction: "up", tenths: 0n }, "< 0.1%"],
  [{ direction: "up", tenths: null }, "New"],
  [{ direction: "none", tenths: 0n }, "No change"],
] as const)("a change $0 is told as $1", (change, expected) => {
  expect(formatChange(change)).toBe(expected);
});

test("days are told without a doubt about the year", () => {
  expect(formatDay("2026-11-21")).toBe("Nov 21, 2026");
  expect(formatMonth("2026-11-01")).toBe("Nov 2026");
  expect(formatDays({ from: "2026-10-23", to: "2026-11-21" })).toBe("Oct 23 – Nov 21, 2026");
  expect(formatDays({ from: "2025-12-01", to: "2026-01-05" })).toBe("Dec 1, 2025 – Jan 5, 2026");
  expect(formatDays({ from: "2026-01-05", to: "2026-01-05" })).toBe("Jan 5, 2026");
});

test("instants are told in the shop's zone, with plain spaces", () => {
  const instant = new Date("2026-11-21T21:12:00Z");
  expect(formatInstant(instant, "America/New_York")).toBe("Nov 21, 2026, 4:12 PM");
  expect(formatInstant(instant, "America/New_York", "no year")).toBe("Nov 21, 4:12 PM");
  expect(formatHour(instant, "Asia/Tokyo")).toBe("6 AM");
});

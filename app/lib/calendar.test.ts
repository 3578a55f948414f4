import { expect, test } from "vitest";
import { addDays, countDays, isDay, monthStart, weekStartOf, yearBefore } from "./calendar.ts";

test.each([
  ["2026-02-28", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["0001-01-01", true],
  ["0000-12-31", false],
  ["2026-2-1", false],
  ["2026-02-01T00:00", false],
  ["", false],
])("%j is a day: %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test("days are counted over the ends of months, years and leap years", () => {
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  expect(countDays("2026-10-23", "2026-11-21")).toBe(30);
  expect(countDays("2026-11-21", "2026-11-21")).toBe(1);
  expect(monthStart("2026-01-15", -1)).toBe("2025-12-01");
  expect(monthStart("2026-12-31", 1)).toBe("2027-01-01");
});

test("a year before Feb 29 is Feb 28", () => {
  expect([yearBefore("2026-11-21"), yearBefore("2024-02-29"), yearBefore("2025-02-28")]).toEqual([
    "2025-11-21",
    "2023-02-28",
    "2024-02-28",
  ]);
});

test("a week begins on Monday or on Sunday", () => {
  expect(["2026-11-22", "2026-11-23"].map((day) => weekStartOf(day, "monday"))).toEqual(["2026-11-16", "2026-11-23"]);
  expect(["2026-11-21", "2026-11-22"].map((day) => weekStartOf(day, "sunday"))).toEqual(["2026-11-15", "2026-11-22"]);
});

import { expect, test } from "vitest";
import { addDays, countDays, isDay, monthStart } from "./calendar.ts";

test.each([
  ["2026-02-28", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
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

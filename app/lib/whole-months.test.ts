import { expect, test } from "vitest";
import { addDays, type Day, monthStart } from "./calendar.ts";
import { wholeMonths } from "./whole-months.ts";

test("a range is whole months and the days before and after them", () => {
  expect(wholeMonths({ from: "2025-01-15", to: "2025-04-10" })).toEqual({
    before: { from: "2025-01-15", to: "2025-01-31" },
    months: { from: "2025-02-01", to: "2025-03-01" },
    after: { from: "2025-04-01", to: "2025-04-10" },
  });
});

test("a range within a month is days alone", () => {
  expect(wholeMonths({ from: "2025-01-02", to: "2025-01-30" }).before).toEqual({ from: "2025-01-02", to: "2025-01-30" });
});

test("every day of a range is in exactly one of the three", () => {
  for (const from of ["2024-01-01", "2024-01-02", "2024-01-31", "2024-02-01", "2024-02-29", "2024-12-31"]) {
    for (const length of [0, 1, 27, 28, 29, 30, 31, 58, 59, 60, 365, 366, 400]) {
      const to = addDays(from, length);
      const { before, months, after } = wholeMonths({ from, to });
      const monthEnd = addDays(monthStart(months.to, 1), -1);
      const found = [before, { from: months.from, to: months.from <= months.to ? monthEnd : months.to }, after].flatMap(daysOf);
      expect(found).toEqual(daysOf({ from, to }));
    }
  }
});

function daysOf({ from, to }: { from: Day; to: Day }): Day[] {
  return from > to ? [] : [from, ...daysOf({ from: addDays(from, 1), to })];
}

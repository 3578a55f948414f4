import { expect, test } from "vitest";
import { dayProblem } from "./matching-view.ts";

test.each([
  ["2026-11-20", null],
  ["2026-11-21", null],
  ["2026-11-22", "2026-11-22 is still to come: today is 2026-11-21."],
  ["2026-02-30", "“2026-02-30” is not a date."],
  ["0000-01-01", "“0000-01-01” is not a date."],
  ["2026-09-22", "Tillwise does not know the orders of 2026-09-22."],
])("of a shop that shows 60 days, %s: %s", (day, problem) => {
  expect(dayProblem(day, "2026-11-21", { kind: "limited", from: "2026-09-22" })).toBe(problem);
});

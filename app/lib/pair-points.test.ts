import { expect, test } from "vitest";
import { pairPoints } from "./pair-points.ts";

const points = (...starts: string[]) => starts.map((start) => ({ start }));

test("the days just before are paired by position, and a point too many stays alone", () => {
  const range = { compare: "previous", granularity: "week" } as const;
  expect(pairPoints(range, points("2026-03-04", "2026-03-09", "2026-03-16"), points("2026-02-20", "2026-02-23"), "monday")).toEqual([
    0,
    1,
    null,
  ]);
});

test("a day is compared with the same date of the year before, and Feb 29 with none", () => {
  const range = { compare: "year", granularity: "day" } as const;
  const leapYearNow = pairPoints(range, points("2024-02-28", "2024-02-29", "2024-03-01"), points("2023-02-28", "2023-03-01"), "monday");
  const leapYearBefore = pairPoints(range, points("2025-02-28", "2025-03-01"), points("2024-02-28", "2024-02-29", "2024-03-01"), "monday");

  expect(leapYearNow).toEqual([0, null, 1]);
  expect(leapYearBefore).toEqual([0, 2]);
});

test("a week is compared with the one 52 weeks earlier, whole or not", () => {
  const range = { compare: "year", granularity: "week" } as const;
  // Monday the 2nd of March 2026; a year before that date was a Sunday
  const now = points("2026-03-02", "2026-03-09");
  expect(pairPoints(range, now, points("2025-03-02", "2025-03-03", "2025-03-10"), "monday")).toEqual([1, 2]);
  expect(pairPoints(range, points("2026-03-04", "2026-03-08"), points("2025-03-04", "2025-03-09"), "sunday")).toEqual([0, 1]);
});

test("a month is compared with the same month", () => {
  const range = { compare: "year", granularity: "month" } as const;
  expect(pairPoints(range, points("2026-01-15", "2026-02-01"), points("2025-01-15", "2025-02-01"), "monday")).toEqual([0, 1]);
});

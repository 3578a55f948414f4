import { describe, expect, test } from "vitest";
import { parseDateRange, rangeParams } from "./date-range.ts";

const today = "2026-11-21";
const parse = (search: string) => parseDateRange(new URLSearchParams(search), today, "2024-11-21");

describe("the range of an address", () => {
  test.each([
    ["", "2026-10-23", "2026-11-21"],
    ["range=today", "2026-11-21", "2026-11-21"],
    ["range=yesterday", "2026-11-20", "2026-11-20"],
    ["range=last7", "2026-11-15", "2026-11-21"],
    ["range=last90", "2026-08-24", "2026-11-21"],
    ["range=last365", "2025-11-22", "2026-11-21"],
    ["range=month", "2026-11-01", "2026-11-21"],
    ["range=lastmonth", "2026-10-01", "2026-10-31"],
    ["range=year", "2026-01-01", "2026-11-21"],
    ["range=all", "2024-11-21", "2026-11-21"],
    ["from=2024-02-29&to=2024-02-29", "2024-02-29", "2024-02-29"],
  ])("%j is from %s to %s", (search, from, to) => {
    expect(parse(search)).toMatchObject({ range: { from, to } });
  });

  test("the last month of a January lies in the year before", () => {
    expect(parseDateRange(new URLSearchParams("range=lastmonth"), "2026-01-31", today)).toMatchObject({
      range: { from: "2025-12-01", to: "2025-12-31" },
    });
  });

  test("what comes before is as long and ends the day before", () => {
    expect(parse("range=last7")).toMatchObject({ range: { before: { from: "2026-11-08", to: "2026-11-14" } } });
    expect(parse("range=last7&compare=none")).toMatchObject({ range: { before: null } });
    expect(parse("range=all")).toMatchObject({ range: { before: null } });
  });

  test("a day is told in hours, long ranges in weeks and months", () => {
    expect(parse("range=yesterday")).toMatchObject({ range: { granularity: "hour" } });
    expect(parse("range=last90")).toMatchObject({ range: { granularity: "day" } });
    expect(parse("range=last365")).toMatchObject({ range: { granularity: "week" } });
    expect(parse("range=all")).toMatchObject({ range: { granularity: "month" } });
  });
});

test.each([
  ["from=2026-13-01&to=2026-11-01", "2026-13-01 is not a date."],
  ["from=2026-02-30&to=2026-11-01", "2026-02-30 is not a date."],
  ["from=2026-11-02&to=2026-11-01", "The range ends before it starts: from 2026-11-02 to 2026-11-01."],
  ["from=2026-11-02", "The range has no end."],
  ["to=2026-11-02", "The range has no beginning."],
  ["from=0001-01-01&to=2026-11-01", "0001-01-01 is too far back: a range starts on 1990-01-01 at the earliest."],
  ["from=2026-11-01&to=2026-11-22", "2026-11-22 is still to come: today is 2026-11-21."],
  ["range=last5", "“last5” is not a range that Tillwise knows."],
  ["compare=twin", "“twin” is not a comparison: it is “previous” or “none”."],
])("%j is refused with the reason", (search, problem) => {
  expect(parse(search)).toEqual({ problem });
});

test("an address that the page writes is read as it was meant", () => {
  expect(rangeParams({ preset: "last30" }, true)).toBe("");
  expect(parse(rangeParams({ preset: "year" }, false))).toMatchObject({ range: { preset: "year", before: null } });
  expect(parse(rangeParams({ from: "2026-03-01", to: "2026-03-04" }, true))).toMatchObject({
    range: { preset: null, from: "2026-03-01", to: "2026-03-04", before: { from: "2026-02-25", to: "2026-02-28" } },
  });
});

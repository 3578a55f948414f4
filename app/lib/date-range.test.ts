import { describe, expect, test } from "vitest";
import { granularitiesOf, keptParams, parseDateRange } from "./date-range.ts";

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
  ["compare=twin", "“twin” is not a comparison: it is “previous”, “year” or “none”."],
  ["granularity=decade", "“decade” is not a granularity: it is “day”, “week” or “month”."],
])("%j is refused with the reason", (search, problem) => {
  expect(parse(search)).toEqual({ problem });
});

test("a granularity is chosen where the range is longer than a day and its points can be told apart", () => {
  expect(parse("range=last90&granularity=week")).toMatchObject({ range: { granularity: "week" } });
  expect(parse("range=last7&granularity=month")).toMatchObject({ range: { granularity: "month" } });
  expect(parse("range=today&granularity=week")).toMatchObject({ range: { granularity: "hour" } });
  expect(parse("from=1990-01-01&to=2026-11-01&granularity=day")).toMatchObject({ range: { granularity: "month" } });
  expect(granularitiesOf({ from: "2026-11-01", to: "2026-11-01" })).toEqual([]);
  expect(granularitiesOf({ from: "2022-01-01", to: "2026-11-01" })).toEqual(["week", "month"]);
});

describe("the year before", () => {
  test.each([
    ["range=last7", "2025-11-15", "2025-11-21"],
    ["from=2024-02-29&to=2024-03-02", "2023-02-28", "2023-03-02"],
    ["from=2024-02-29&to=2024-02-29", "2023-02-28", "2023-02-28"],
    ["from=2025-02-01&to=2025-02-28", "2024-02-01", "2024-02-29"],
    ["from=2024-02-01&to=2024-02-29", "2023-02-01", "2023-02-28"],
    ["from=2025-02-22&to=2025-02-28", "2024-02-22", "2024-02-28"],
    ["range=lastmonth", "2025-10-01", "2025-10-31"],
  ])("of %j is from %s to %s", (search, from, to) => {
    expect(parse(`${search}&compare=year`)).toMatchObject({ range: { compare: "year", before: { from, to } } });
  });

  test("all time has none", () => {
    expect(parse("range=all&compare=year")).toMatchObject({ range: { before: null } });
  });
});

test("links keep the range as it stands, and drop what is wrong with it", () => {
  const kept = (search: string) => keptParams(new URLSearchParams(search));
  expect(kept("range=last7&compare=year&granularity=week&page=3&id_token=x")).toBe("range=last7&compare=year&granularity=week");
  expect(kept("from=2026-03-01&to=2026-03-04&sort=net")).toBe("from=2026-03-01&to=2026-03-04");
  expect(kept("from=2026-03-04&to=2026-03-01")).toBe("");
  expect(kept("range=evil&compare=x&granularity=y")).toBe("");
});

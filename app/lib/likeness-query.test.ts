import { expect, test } from "vitest";
import { askedLikeness } from "./likeness-query.ts";

const asked = (query: string) => askedLikeness(new URLSearchParams(query), "2026-11-21", "2024-01-01");

test("nothing said, it is the channels of the last 30 days, those with most net sales first", () => {
  expect(asked("")).toMatchObject({
    by: "channel",
    range: { preset: "last30" },
    table: { sort: { column: "netSales", descending: true }, page: 1 },
  });
});

test.each([
  ["by=planet", "planet"],
  ["sort=colour", "colour"],
  ["page=0", "“0”"],
  ["range=never", "never"],
])("%s is answered with a sentence that names it", (query, named) => {
  expect(asked(query)).toEqual({ problem: expect.stringContaining(named) });
});

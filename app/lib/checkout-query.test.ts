import { expect, test } from "vitest";
import { askedCheckouts } from "./checkout-query.ts";
import { askedCodes } from "./code-query.ts";

const days = ["2026-11-21", "2024-01-01"] as const;

test("nothing said, all checkouts of the last 30 days are listed, the newest first; and the codes used most", () => {
  expect(askedCheckouts(new URLSearchParams(), ...days)).toMatchObject({
    state: "all",
    range: { preset: "last30" },
    table: { sort: { column: "begun", descending: true } },
  });
  expect(askedCodes(new URLSearchParams("range=last7"), ...days)).toMatchObject({
    range: { preset: "last7" },
    table: { sort: { column: "orders", descending: true } },
  });
});

test.each([
  ["state=found", "found"],
  ["sort=name", "name"],
  ["page=x", "x"],
  ["from=2026-01-01", "no end"],
])("%s is answered with a sentence", (query, named) => {
  expect(askedCheckouts(new URLSearchParams(query), ...days)).toEqual({ problem: expect.stringContaining(named) });
});

test("codes cannot be sorted by what they do not have", () => {
  expect(askedCodes(new URLSearchParams("sort=-luck"), ...days)).toEqual({ problem: expect.stringContaining("luck") });
});

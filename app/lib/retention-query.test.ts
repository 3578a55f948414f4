import { expect, test } from "vitest";
import { cohortMonths, filterParams, parseRetention } from "./retention-query.ts";

const parsed = (query: string) => parseRetention(new URLSearchParams(query));
const everybody = { dimension: "all", value: "" };

test("an address without a word shows the retention of everybody who came in the last twelve months", () => {
  expect(parsed("range=last7&page=2")).toEqual({ query: { show: "retention", filter: everybody, months: 12 } });
});

test("cohorts are narrowed by one thing, codes and tags without regard to capital letters", () => {
  expect(parsed("show=value&cohorts=all&code=Spring")).toEqual({
    query: { show: "value", filter: { dimension: "code", value: "spring" }, months: null },
  });
  expect(parsed("code=")).toMatchObject({ query: { filter: { dimension: "code", value: "" } } });
  expect(parsed("channel=POS")).toMatchObject({ query: { filter: { dimension: "channel", value: "POS" } } });
  expect(parsed("product=0")).toMatchObject({ query: { filter: { dimension: "product", value: "0" } } });
});

test.each([
  ["show=profit", "“profit” is nothing that cohorts tell"],
  ["cohorts=13", "“13” is no number of cohorts"],
  ["product=shirt", "“shirt” is not the number of a product"],
  ["product=9999999999999999999", "is not the number of a product"],
  ["tag=", "not which"],
  ["tag=vip&code=spring", "by code and tag at once"],
  ["tag=%00", "“tag” holds a character that is in no text"],
  [`tag=${"x".repeat(300)}`, "longer than any can be"],
])("%s is a problem with words", (query, words) => {
  expect(parsed(query)).toEqual({ problem: expect.stringContaining(words) });
});

test("a filter takes the place of another in the address", () => {
  expect(filterParams({ dimension: "code", value: "" })).toEqual({ product: null, channel: null, code: "", tag: null });
  expect(filterParams({ dimension: "all", value: "" })).toEqual({ product: null, channel: null, code: null, tag: null });
});

test("twelve months end with the present one; all begin with the first", () => {
  expect(cohortMonths(12, "2026-11-21", "2020-05-17")).toEqual({ from: "2025-12-01", to: "2026-11-01" });
  expect(cohortMonths(null, "2026-11-21", "2020-05-17")).toEqual({ from: "2020-05-01", to: "2026-11-01" });
});

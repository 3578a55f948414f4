import { expect, test } from "vitest";
import { askedCustomers, customerNumber } from "./customer-query.ts";

const whole = { today: "2025-03-31", firstDay: "2024-01-01", knowsAll: true };
const ask = (query: string, knowsAll = true) => askedCustomers(new URLSearchParams(query), { ...whole, knowsAll });

test("what is not said is all customers by net sales", () => {
  expect(ask("")).toMatchObject({ kind: "all", group: null, table: { sort: { column: "net", descending: true }, page: 1, size: 50 } });
  expect(ask("segment=AT_RISK&sort=last&page=3")).toMatchObject({ kind: "all", group: "at_risk", table: { offset: 100 } });
  expect(ask("by=range&range=last90&segment=loyal")).toMatchObject({ kind: "range", group: "loyal", range: { preset: "last90" } });
  expect(ask("by=range&segment=prospects")).toMatchObject({ kind: "all", group: "prospects" });
  expect(ask("q=%20ann%20&page=4&by=range")).toMatchObject({ kind: "found", words: "ann", table: { page: 1, size: 250 } });
});

test.each([
  ["segment=whales", "“whales” is not a segment"],
  ["by=luck", "“luck” is not a choice"],
  ["sort=shoe_size", "cannot be sorted by “shoe_size”"],
  ["by=range&sort=first", "cannot be sorted by “first”"],
  ["page=0", "“0” is not a page"],
  ["page=1000000000", "There is no page 1000000000"],
  ["page=-1", "not a page"],
  ["range=ever", "not a range"],
  ["q=%00", "in no text"],
  [`q=${"x".repeat(300)}`, "too long"],
])("%s is told as wrong", (query, words) => {
  expect(ask(query)).toEqual({ problem: expect.stringContaining(words) });
});

test("where figures to date are not known there is the range alone", () => {
  expect(ask("", false)).toMatchObject({ kind: "range" });
  expect(ask("by=all", false)).toMatchObject({ kind: "range" });
  expect(ask("segment=loyal", false)).toEqual({ problem: expect.stringContaining("whole history") });
});

test("a search may be a customer's number", () => {
  expect(["7012", "#7012", " 12 ", "0", "12a", "1".repeat(19), "ann"].map(customerNumber)).toEqual([
    "7012",
    "7012",
    "12",
    null,
    null,
    null,
    null,
  ]);
});

import { expect, test } from "vitest";
import { comparedDays, reachOf } from "./reach.ts";

const timeZone = "America/New_York";
const historyStart = new Date("2026-09-22T02:00:00Z"); // still the 21st in New York
const october = { from: "2026-10-01", to: "2026-10-31" };

test("until the first sync is done nothing is known wholly, and nothing is compared", () => {
  const shop = { scopes: ["read_all_orders"], historyStart: null, timeZone };

  expect(reachOf(shop)).toEqual({ kind: "loading" });
  expect(comparedDays(shop, { before: october })).toBeNull();
});

test("with all orders every day is known, and compared where that is asked for", () => {
  const shop = { scopes: ["read_orders", "read_all_orders"], historyStart, timeZone };
  const longAgo = { from: "1990-01-01", to: "1990-01-31" };

  expect(reachOf(shop)).toEqual({ kind: "whole" });
  expect(comparedDays(shop, { before: longAgo })).toEqual(longAgo);
  expect(comparedDays(shop, { before: null })).toBeNull();
});

test("without them days are known from the start of history on, in the shop's zone, and compared where all are", () => {
  const shop = { scopes: ["read_orders"], historyStart, timeZone };
  const known = { from: "2026-09-21", to: "2026-10-20" };

  expect(reachOf(shop)).toEqual({ kind: "limited", from: "2026-09-21" });
  expect(comparedDays(shop, { before: known })).toEqual(known);
  expect(comparedDays(shop, { before: { ...known, from: "2026-09-20" } })).toBeNull();
});

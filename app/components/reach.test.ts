import { expect, test } from "vitest";
import { covers, reachOf } from "./reach.ts";

const timeZone = "America/New_York";
const historyStart = new Date("2026-09-22T02:00:00Z"); // still the 21st in New York

test("until the first sync is done nothing is known wholly", () => {
  const reach = reachOf({ scopes: ["read_all_orders"], historyStart: null, timeZone });

  expect(reach).toEqual({ kind: "loading" });
  expect(covers(reach, "2026-11-21")).toBe(false);
});

test("with all orders every day is known", () => {
  const reach = reachOf({ scopes: ["read_orders", "read_all_orders"], historyStart, timeZone });

  expect(reach).toEqual({ kind: "whole" });
  expect(covers(reach, "1990-01-01")).toBe(true);
});

test("without them days are known from the start of history on, in the shop's zone", () => {
  const reach = reachOf({ scopes: ["read_orders"], historyStart, timeZone });

  expect(reach).toEqual({ kind: "limited", from: "2026-09-21" });
  expect(covers(reach, "2026-09-21")).toBe(true);
  expect(covers(reach, "2026-09-20")).toBe(false);
});

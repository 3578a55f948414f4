import { expect, test } from "vitest";
import { backOffMs, throttleDelayMs } from "./throttle.ts";

const status = (currentlyAvailable: number, restoreRate = 100) => ({ maximumAvailable: 2000, currentlyAvailable, restoreRate });

test("the wait is what the bucket needs to hold the query, plus up to half of it by chance", () => {
  const cost = { requestedQueryCost: 500, throttleStatus: status(100) };

  expect(throttleDelayMs(cost, 0)).toBe(4000);
  expect(throttleDelayMs(cost, 0.5)).toBe(5000);
});

test("a bucket that has filled up meanwhile is still given a moment", () => {
  expect(throttleDelayMs({ requestedQueryCost: 10, throttleStatus: status(2000) }, 0)).toBe(100);
});

test("pauses after failures double up to a bound, and half of each is chance", () => {
  expect([1, 2, 3].map((attempt) => backOffMs(attempt, 0))).toEqual([500, 1000, 2000]);
  expect(backOffMs(3, 1)).toBe(1000);
  expect(backOffMs(30, 0)).toBe(16_000);
});

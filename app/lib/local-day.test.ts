import { expect, test } from "vitest";
import { localDay } from "./local-day.ts";

test("one instant has each zone's own day", () => {
  const instant = new Date("2026-03-01T02:30:00Z");

  expect(localDay(instant, "America/New_York")).toBe("2026-02-28");
  expect(localDay(instant, "UTC")).toBe("2026-03-01");
  expect(localDay(new Date("2026-02-28T20:00:00Z"), "Pacific/Auckland")).toBe("2026-03-01");
});

test("an unknown zone is an error", () => {
  expect(() => localDay(new Date(), "Mars/Olympus")).toThrow(RangeError);
});

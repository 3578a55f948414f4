import { describe, expect, test } from "vitest";
import { iso, ZoneClock } from "./calendar.ts";

const newYork = new ZoneClock("America/New_York");
const london = new ZoneClock("Europe/London");
const local = (text: string) => Date.parse(`${text}Z`);

describe("the day of an instant", () => {
  test("is the local one, before and after midnight", () => {
    expect(newYork.day("2026-01-15T04:59:59Z")).toBe("2026-01-14");
    expect(newYork.day("2026-01-15T05:00:00Z")).toBe("2026-01-15");
  });

  test("follows daylight saving within the day on which the clocks change", () => {
    expect(newYork.day("2026-03-08T04:59:59Z")).toBe("2026-03-07");
    expect(newYork.day("2026-03-09T03:59:59Z")).toBe("2026-03-08");
    expect(newYork.day("2026-03-09T04:00:00Z")).toBe("2026-03-09");
    expect(newYork.day("2026-11-02T04:59:59Z")).toBe("2026-11-01");
  });

  test("knows zones whose offset is no whole hour", () => {
    expect(new ZoneClock("Asia/Kathmandu").day("2026-05-01T18:14:59Z")).toBe("2026-05-01");
    expect(new ZoneClock("Asia/Kathmandu").day("2026-05-01T18:15:00Z")).toBe("2026-05-02");
    expect(new ZoneClock("Australia/Lord_Howe").day("2026-01-01T13:00:00Z")).toBe("2026-01-02");
  });
});

describe("the instant of a local time", () => {
  test("takes daylight saving into account", () => {
    expect(iso(london.instant(local("2011-01-15T12:00:00")))).toBe("2011-01-15T12:00:00Z");
    expect(iso(london.instant(local("2011-07-15T12:00:00")))).toBe("2011-07-15T11:00:00Z");
  });

  test("is the first of the two when the clock is put back", () => {
    expect(iso(london.instant(local("2011-10-30T01:30:00")))).toBe("2011-10-30T00:30:00Z");
  });

  test("is read by the clock before where an hour is skipped", () => {
    expect(iso(newYork.instant(local("2026-03-08T02:30:00")))).toBe("2026-03-08T07:30:00Z");
  });
});

import type { Granularity } from "../lib/date-range.ts";
import type { Formats } from "./format.ts";

/** What the points of a granularity are called: the head of a table's column. */
export const pointHeads = { hour: "Hour", day: "Day", week: "Week from", month: "Month" } as const;

/** Whether a point's start is an instant, and not a day. */
export function isInstant(start: string): boolean {
  return start.includes("T");
}

/** A point's name in full: "Nov 21, 2026", "Nov 2026", "4 PM". `start` is a local day, or an instant where hours are told. */
export function pointName(start: string, granularity: Granularity, f: Formats): string {
  if (isInstant(start)) return f.hour(start);
  return granularity === "month" ? f.month(start) : f.day(start);
}

/** A point's name as short as an axis needs it. */
export function pointTick(start: string, granularity: Granularity, f: Formats): string {
  if (isInstant(start)) return f.hour(start);
  return granularity === "month" ? f.month(start) : f.day(start, "no year");
}

import { addDays, type Day, isDay, monthStart, type WeekStart, weekStartOf } from "./calendar.ts";
import type { DateRange } from "./date-range.ts";

const WEEKS_OF_A_YEAR_DAYS = 52 * 7;

type Point = { readonly start: string };

/**
 * With which point of the days before each point of a range is compared: its index, or null for none. The days just before are paired by
 * position. The year before is paired by calendar: a day with the same date, a month with the same month, a week with the one 52 weeks
 * earlier; Feb 29 has no partner.
 */
export function pairPoints(
  { compare, granularity }: Pick<DateRange, "compare" | "granularity">,
  now: readonly Point[],
  before: readonly Point[],
  weekStart: WeekStart,
): (number | null)[] {
  if (compare !== "year" || granularity === "hour") return now.map((_, index) => (index < before.length ? index : null));
  const keyOf = (day: Day): Day => (granularity === "week" ? weekStartOf(day, weekStart) : granularity === "month" ? monthStart(day) : day);
  const earlier = (day: Day): Day => {
    if (granularity === "week") return addDays(weekStartOf(day, weekStart), -WEEKS_OF_A_YEAR_DAYS);
    if (granularity === "month") return monthStart(day, -12);
    return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  };
  const places = new Map(before.map(({ start }, index) => [keyOf(start), index]));
  return now.map(({ start }) => (isDay(start) ? (places.get(earlier(start)) ?? null) : null));
}

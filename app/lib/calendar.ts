/** A local date as text, "YYYY-MM-DD". Such texts sort as the days do. */
export type Day = string;

/** The day that a week begins on. */
export type WeekStart = "monday" | "sunday";

const DAY_MS = 86_400_000;
const MONTHS = 12;

/** Whether the text is a date that exists: "2026-02-28" is, "2026-02-30" and "2026-2-8" are not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(time) === text && !text.startsWith("0000"); // PostgreSQL knows no year 0
}

/** The day so many days later, or earlier where `days` is negative. */
export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** How many days there are from `from` to `to`, both counted: 1 for one and the same. */
export function countDays(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;
}

/** The first day of the month of `day`, moved by whole months: ("2026-01-15", -1) is "2025-12-01". */
export function monthStart(day: Day, months = 0): Day {
  const month = Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(month / MONTHS)).padStart(4, "0")}-${String((month % MONTHS) + 1).padStart(2, "0")}-01`;
}

/** The same date a year earlier; of Feb 29 it is Feb 28. */
export function yearBefore(day: Day): Day {
  const earlier = `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
  return isDay(earlier) ? earlier : `${earlier.slice(0, 8)}28`;
}

/** The first day of the week of `day`. */
export function weekStartOf(day: Day, first: WeekStart): Day {
  const sinceSunday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -(first === "sunday" ? sinceSunday : (sinceSunday + 6) % 7));
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

import { ShopifyqlParseError } from "./parse.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day of an instant in a time zone: "2026-03-01". */
export function today(nowMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(nowMs);
}

/** The day that a SINCE or UNTIL names: `2026-03-01`, `today`, `yesterday`, `-30d`, `-2w`, `-1m`. Throws ShopifyqlParseError. */
export function dayOf(text: string | null, now: string, fallback: string): string {
  const named = (text ?? fallback).toLowerCase();
  if (/^\d{4}-\d\d-\d\d$/.test(named) && !Number.isNaN(Date.parse(named))) return named;
  if (named === "today") return now;
  if (named === "yesterday") return shift(now, -1);
  const relative = /^-(\d+)([dwmy])$/.exec(named);
  if (!relative) throw new ShopifyqlParseError(`\`${text}\` is no date. Write it as 2026-03-01, or -30d, or today.`);
  const [, count, unit] = relative;
  if (unit === "d" || unit === "w") return shift(now, -Number(count) * (unit === "w" ? 7 : 1));
  const date = new Date(`${now}T00:00:00Z`);
  if (unit === "m") date.setUTCMonth(date.getUTCMonth() - Number(count));
  else date.setUTCFullYear(date.getUTCFullYear() - Number(count));
  return date.toISOString().slice(0, 10);
}

/** Every day from one to another, both included. */
export function* daysBetween(from: string, to: string): Generator<string> {
  for (let day = from; day <= to; day = shift(day, 1)) yield day;
}

function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

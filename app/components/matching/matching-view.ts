import { addDays, isDay } from "../../lib/calendar.ts";
import type { Days } from "../../lib/date-range.ts";
import type { Reach } from "../reach.ts";

/**
 * The days of a range that can be compared: Shopify's report knows the shop's whole past, Tillwise the orders within its reach, of which
 * the first day may have begun before it. Null where nothing of the range is left.
 */
export function comparable({ from, to }: Days, reach: Reach): Days | null {
  if (reach.kind === "loading") return null;
  const first = reach.kind === "limited" ? addDays(reach.from, 1) : from;
  const start = from < first ? first : from;
  return start > to ? null : { from: start, to };
}

/** Why the sales of one day cannot be compared, in a sentence for the page; null where they can. */
export function dayProblem(day: string, today: string, reach: Reach): string | null {
  if (!isDay(day)) return `“${day}” is not a date.`;
  if (day > today) return `${day} is still to come: today is ${today}.`;
  return comparable({ from: day, to: day }, reach) === null ? `Tillwise does not know the orders of ${day}.` : null;
}

/** What became of the question to Shopify: its answer, what has to be granted first, or what went wrong and what to do. */
export type Answered<T> =
  | { readonly kind: "answered"; readonly answer: T }
  | { readonly kind: "denied"; readonly missing: "scope" | "customer-data" }
  | { readonly kind: "failed"; readonly what: string; readonly remedy: string };

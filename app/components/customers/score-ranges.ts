import { countDays, type Day } from "../../lib/calendar.ts";
import type { Score } from "../../lib/rfm.ts";

/** Whole values that have a score: both ends are among them, null is without an end. */
export type Values = { readonly from: bigint | null; readonly to: bigint | null };

/**
 * The values above the cut point before the score's and up to its own; null where the two are the same, and the score is nobody's. Of four
 * cut points, of the scores 1 to 5.
 */
export function valuesOf(cuts: readonly (string | number)[], score: Score): Values | null {
  const [low, high] = [cuts[score - 2], cuts[score - 1]];
  if (low !== undefined && low === high) return null;
  return { from: low === undefined ? null : BigInt(low) + 1n, to: high === undefined ? null : BigInt(high) };
}

/** The same of days, as how many ago they are: the later the day, the fewer. */
export function daysAgo(cuts: readonly Day[], score: Score, today: Day): Values | null {
  const ago = (day: Day | undefined) => (day === undefined ? null : BigInt(countDays(day, today) - 1));
  const [low, high] = [ago(cuts[score - 2]), ago(cuts[score - 1])];
  if (low !== null && low === high) return null;
  return { from: high, to: low === null ? null : low - 1n };
}

/** "31 to 117", "118", "460 or more", "up to 3", "–" for nobody's. */
export function valueWords(values: Values | null, format: (value: string) => string, more: string): string {
  if (values === null) return "–";
  const [from, to] = [values.from, values.to].map((value) => (value === null || value === undefined ? null : format(value.toString())));
  if (from == null) return `Up to ${to}`;
  if (to == null) return `${from} or ${more}`;
  return from === to ? from : `${from} to ${to}`;
}

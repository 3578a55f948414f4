/** What the second telling reckons with: days as text, sums of numbers, and rounding as the product's pages have it. */

const DAY_MS = 86_400_000;

export type Days = { readonly from: string; readonly to: string };
export type Granularity = "day" | "week" | "month";

/** Whether a day lies in a range, both ends included. */
export function within({ from, to }: Days): (row: { readonly day: string }) => boolean {
  return ({ day }) => day >= from && day <= to;
}

export function sum<T>(rows: Iterable<T>, of: (row: T) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}

/** A sum as the app writes money: whole minor units in text. */
export function money<T>(rows: Iterable<T>, of: (row: T) => number): string {
  return String(sum(rows, of));
}

/** `dividend` ÷ `divisor` to the whole, half away from zero; null where there is nothing to divide by. */
export function rounded(dividend: number | bigint, divisor: number): string | null {
  if (divisor === 0) return null;
  const [n, d] = [BigInt(dividend), BigInt(divisor)];
  const negative = n < 0n !== d < 0n;
  const [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const whole = (2n * a + b) / (2n * b);
  return String(negative ? -whole : whole);
}

const MILLION = 1_000_000n;

/** `part` ÷ `whole` with six digits, rounded half away from zero; null where there is no whole. */
export function sixDigits(part: number, whole: number): number | null {
  const millionths = rounded(BigInt(part) * MILLION, whole);
  return millionths === null ? null : Number(millionths) / Number(MILLION);
}

/** `part` ÷ `whole` as a share of one; null where there is no whole. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

export function grouped<T, K>(rows: Iterable<T>, key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Every day of a range. */
export function daysOf({ from, to }: Days): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie between two: 0 for one and the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** The first day of the bucket that a day lies in, no earlier than the range. */
export function bucketOf(day: string, { from }: Days, granularity: Granularity, weekStart: "monday" | "sunday" = "monday"): string {
  const start = granularity === "day" ? day : granularity === "month" ? monthOf(day) : weekOf(day, weekStart);
  return start < from ? from : start;
}

const weeks = { monday: new Map<string, string>(), sunday: new Map<string, string>() };

/** The day with which the week of a day begins; each is reckoned once. */
function weekOf(day: string, weekStart: "monday" | "sunday"): string {
  const known = weeks[weekStart].get(day);
  if (known !== undefined) return known;
  const start = plusDays(day, -(weekStart === "monday" ? weekdayOf(day) - 1 : weekdayOf(day) % 7));
  weeks[weekStart].set(day, start);
  return start;
}

/** The first day of the month so many months later. */
export function plusMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** By the code points of text, as the app's database sorts it. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For sorting by a number or text; what is null stands last whichever way is asked for. */
export function byValue<T>(of: (row: T) => number | string | null, descending = false): (a: T, b: T) => number {
  return (one, other) => {
    const [a, b] = [of(one), of(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1);
  };
}

/** The first few of a list, the last of it, and some between: about `count` of them, each once. */
export function some<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return [...new Set([...list.slice(0, 3), ...list.filter((_, at) => at % step === 0), ...list.slice(-1)])];
}

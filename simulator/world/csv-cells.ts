import type { ZoneClock } from "./calendar.ts";
import { exponentOf } from "./money.ts";

/** A way to refuse a cell with a reason. */
export type Refuse = (reason: string) => never;

/** A whole number of at least one. */
export function wholeNumber(text: string, column: string, refuse: Refuse): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) refuse(`${column} must be a whole number above 0, but is "${text}"`);
  return Number(text);
}

/** A price in minor units of a currency, from a plain decimal without sign: "2.55", "3", "2.500". */
export function price(text: string, column: string, currency: string, refuse: Refuse): number {
  const exponent = exponentOf(currency);
  const [, whole = "", decimals = ""] =
    /^(\d{1,10})(?:\.(\d{1,8}))?$/.exec(text) ?? refuse(`${column} must be an amount, but is "${text}"`);
  if (/[1-9]/.test(decimals.slice(exponent))) refuse(`${column} "${text}" has more decimals than ${currency} has (${exponent})`);
  return Number(whole + decimals.slice(0, exponent).padEnd(exponent, "0"));
}

/** The instant of a local time such as "2010-12-01T08:26:00", in milliseconds. */
export function localTime(text: string, column: string, clock: ZoneClock, refuse: Refuse): number {
  const form = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(text);
  const local = form ? Date.parse(`${text.replace(" ", "T").padEnd(19, ":00")}Z`) : Number.NaN;
  const real = !Number.isNaN(local) && new Date(local).toISOString().startsWith(text.replace(" ", "T").slice(0, 16));
  if (!real) refuse(`${column} must be a local time such as 2010-12-01T08:26:00, but is "${text}"`);
  return clock.instant(local);
}

import type { Day } from "../lib/calendar.ts";
import type { Change } from "../lib/change.ts";
import type { Days } from "../lib/date-range.ts";
import { currencyExponent } from "../lib/money.ts";

/** How numbers and dates are written for the one who reads: by the language of Admin, the shop's currency and its time zone. */
export type Manner = { readonly locale: string; readonly currency: string; readonly timeZone: string };

type Year = "year" | "no year";

const EN_DASH = "–";
const MINUS = "−";
const NO_CHANGE_BELOW = 1n;
const WHOLE_FROM_TENTHS = 10_000n;
const A_MONDAY = "2026-01-05";
const DAY_MS = 86_400_000;

/** All formats of one manner. What they write is the same in Node and in browsers, so that React finds both pages equal. */
export function formatsOf({ locale, currency: own, timeZone }: Manner) {
  const numbers = (options: Intl.NumberFormatOptions = {}) => remembered(locale, options);
  const dates = (options: Intl.DateTimeFormatOptions, instant: Date) => plain(rememberedDates(locale, options).format(instant));
  const onDay = (day: Day, options: Intl.DateTimeFormatOptions) => dates({ ...options, timeZone: "UTC" }, new Date(`${day}T00:00:00Z`));

  const moneyIn = (minor: string | number, currency: string): string => {
    const units = BigInt(minor);
    const digits = currencyExponent(currency);
    const text = decimalOf(units < 0n ? -units : units, digits);
    const options = { ...symbolOf(currency), minimumFractionDigits: digits, maximumFractionDigits: digits };
    const formatted = firm(numbers(options).format(text));
    return units < 0n ? `${MINUS}${formatted}` : formatted;
  };
  const percent = (share: number | `${number}`, digits: number): string =>
    firm(numbers({ style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share));
  const day = (of: Day, year: Year = "year"): string => onDay(of, { month: "short", day: "numeric", ...yearOf(year) });

  return {
    locale,
    currency: own,
    timeZone,
    /** A count with its thousands parted: "12,345". */
    count: (value: number): string => firm(numbers().format(value)),
    /** A number with so many decimals, one if not said: "2.4". */
    decimal: (value: number, digits = 1): string =>
      firm(numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)),
    /** Units a day: "0.07" for two in thirty days, below zero where more came back than was sold. */
    perDay: (units: number): string => firm(numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(units)),
    /** A share of one, with one decimal if not said otherwise: 0.1234 is "12.3%". */
    rate: (share: number, digits = 1): string => percent(share, digits),
    /** Minor units as an amount of the shop's currency, exact at any size: "-123456" is "−$1,234.56". */
    money: (minor: string | number): string => moneyIn(minor, own),
    /** The same of another currency. */
    moneyIn,
    /** Minor units for an axis, rounded: "$12K". */
    moneyTick: (minor: number): string =>
      (minor < 0 ? MINUS : "") +
      firm(
        numbers({ ...symbolOf(own), notation: "compact", maximumFractionDigits: 1, minimumFractionDigits: 0 }).format(
          Math.abs(minor) / 10 ** currencyExponent(own),
        ),
      ),
    /** A count for an axis, rounded: "12K". */
    countTick: (value: number): string => firm(numbers({ notation: "compact", maximumFractionDigits: 1 }).format(value)),
    /** How much has changed, without the direction: "12.3%", "1,234%", "New" where there was nothing before. */
    change: ({ direction, tenths }: Change): string => {
      if (direction === "none") return "No change";
      if (tenths === null) return "New";
      if (tenths < NO_CHANGE_BELOW) return `< ${percent("0.001", 1)}`;
      return percent(decimalOf(tenths, 3), tenths >= WHOLE_FROM_TENTHS ? 0 : 1);
    },
    /** "Nov 21, 2026", or "Nov 21" without the year. */
    day,
    /** "Oct 23 – Nov 21, 2026", "Dec 1, 2025 – Jan 5, 2026", or one day alone. */
    days: ({ from, to }: Days): string =>
      from === to ? day(to) : `${day(from, from.slice(0, 4) === to.slice(0, 4) ? "no year" : "year")} ${EN_DASH} ${day(to)}`,
    /** "Nov 2026"; of a day "YYYY-MM-DD" or a month "YYYY-MM". */
    month: (of: string): string => onDay(`${of.slice(0, 7)}-01`, { month: "short", year: "numeric" }),
    /** "Nov 21, 2026, 4:12 PM" in the shop's zone; of an instant, or its ISO text. */
    instant: (instant: Date | string, year: Year = "year"): string =>
      dates({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZone, ...yearOf(year) }, new Date(instant)),
    /** "4:12 PM" in the shop's zone. */
    time: (instant: Date | string): string => dates({ hour: "numeric", minute: "2-digit", timeZone }, new Date(instant)),
    /** "4 PM" in the shop's zone. */
    hour: (instant: Date | string): string => dates({ hour: "numeric", timeZone }, new Date(instant)),
    /** An hour of any day, 0 to 23: 16 is "4 PM". */
    hourOfDay: (hour: number): string => dates({ hour: "numeric", timeZone: "UTC" }, new Date(Date.UTC(2026, 0, 1, hour))),
    /** A day of any week, 1 is Monday and 7 Sunday: "Monday", or "Mon". */
    weekday: (isoDay: number, length: "long" | "short" = "long"): string =>
      dates({ weekday: length, timeZone: "UTC" }, new Date(Date.parse(A_MONDAY) + (isoDay - 1) * DAY_MS)),
  };
}

export type Formats = ReturnType<typeof formatsOf>;

function yearOf(year: Year): Intl.DateTimeFormatOptions {
  return year === "year" ? { year: "numeric" } : {};
}

function symbolOf(currency: string): Intl.NumberFormatOptions {
  return { style: "currency", currency, currencyDisplay: "narrowSymbol" };
}

/** (123456n, 2) is "1234.56". */
function decimalOf(units: bigint, digits: number): `${number}` {
  const text = units.toString().padStart(digits + 1, "0");
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return isNumeric(decimal) ? decimal : "0";
}

function isNumeric(text: string): text is `${number}` {
  return /^\d+(\.\d+)?$/.test(text);
}

/** Node and browsers part "4" and "PM" by different spaces. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, " ");
}

/** The same for numbers, which are never broken into two lines. */
function firm(text: string): string {
  return text.replace(/[\u2009\u202f]/g, "\u00a0");
}

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function remembered(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(locale, { numberingSystem: "latn", ...options });
  numberFormats.set(key, format);
  return format;
}

/** Always of the calendar that the shop's days are told in, whatever else the language's land has. */
function rememberedDates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, { calendar: "gregory", numberingSystem: "latn", ...options });
  dateFormats.set(key, format);
  return format;
}

import type { Change } from "../lib/change.ts";
import type { Days } from "../lib/date-range.ts";
import { currencyExponent } from "../lib/money.ts";

const LOCALE = "en";
const counts = new Intl.NumberFormat(LOCALE);
const formatters = new Map<string, Intl.NumberFormat>();
const EN_DASH = "–";
const MINUS = "−";
const NO_CHANGE_BELOW = 1n;
const WHOLE_FROM_TENTHS = 10_000n;

/** A count with its thousands parted: "12,345". */
export const formatCount = (value: number): string => counts.format(value);

/** Minor units as an amount of the currency, exact at any size: ("-123456", "USD") is "−$1,234.56". */
export function formatMoney(minor: string, currency: string): string {
  const units = BigInt(minor);
  const digits = currencyExponent(currency);
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  const formatted = isNumeric(decimal) ? moneyFormatter(currency, digits).format(decimal) : decimal;
  return units < 0n ? `${MINUS}${formatted}` : formatted;
}

/** An amount for an axis, rounded: "$12K". */
export function formatTick(value: number, currency: string): string {
  const formatter = remembered(`tick ${currency}`, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    notation: "compact",
    maximumFractionDigits: 1,
  });
  return formatter.format(value);
}

/** How much has changed, without the direction: "12.3%", "1,234%", "New" where there was nothing before. */
export function formatChange({ direction, tenths }: Change): string {
  if (direction === "none") return "No change";
  if (tenths === null) return "New";
  if (tenths < NO_CHANGE_BELOW) return "< 0.1%";
  if (tenths >= WHOLE_FROM_TENTHS) return `${counts.format(tenths / 10n)}%`;
  return `${tenths / 10n}.${tenths % 10n}%`;
}

/** "Nov 21, 2026", or "Nov 21" without the year; from "YYYY-MM-DD". */
export function formatDay(day: string, year: "year" | "no year" = "year"): string {
  const options: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", timeZone: "UTC" };
  if (year === "year") options.year = "numeric";
  return plain(new Intl.DateTimeFormat(LOCALE, options).format(new Date(`${day}T00:00:00Z`)));
}

/** "Nov 2026"; from "YYYY-MM-DD". */
export function formatMonth(day: string): string {
  return plain(new Intl.DateTimeFormat(LOCALE, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`)));
}

/** "Oct 23 – Nov 21, 2026", "Dec 1, 2025 – Jan 5, 2026", or one day alone. */
export function formatDays({ from, to }: Days): string {
  if (from === to) return formatDay(to);
  return `${formatDay(from, from.slice(0, 4) === to.slice(0, 4) ? "no year" : "year")} ${EN_DASH} ${formatDay(to)}`;
}

/** "Nov 21, 2026, 4:12 PM" in the zone. */
export function formatInstant(instant: Date, timeZone: string, year: "year" | "no year" = "year"): string {
  const options: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZone };
  if (year === "year") options.year = "numeric";
  return plain(new Intl.DateTimeFormat(LOCALE, options).format(instant));
}

/** "4 PM" in the zone. */
export function formatHour(instant: Date, timeZone: string): string {
  return plain(new Intl.DateTimeFormat(LOCALE, { hour: "numeric", timeZone }).format(instant));
}

/** Node and browsers part "4" and "PM" by different spaces: React would find the pages unequal. */
function plain(text: string): string {
  return text.replace(/[\u2009\u202f]/g, " ");
}

function moneyFormatter(currency: string, digits: number): Intl.NumberFormat {
  return remembered(currency, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function remembered(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const formatter = formatters.get(key) ?? new Intl.NumberFormat(LOCALE, options);
  formatters.set(key, formatter);
  return formatter;
}

function isNumeric(text: string): text is `${number}` {
  return /^\d+(\.\d+)?$/.test(text);
}

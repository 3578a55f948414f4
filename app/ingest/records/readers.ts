import { currencyExponent, minorUnits } from "../../lib/money.ts";
import { refusal } from "./refusal.ts";

/** A record as the Admin API gives it, not yet checked. */
export type Wire = { readonly [field: string]: unknown };

/**
 * Readers of a record's fields. Each takes a value and the name of its field, and gives the value as COPY's text format has it, or throws
 * a Refusal that names the field. They are the hot path of a load: docs/decisions/0009-readers-for-bulk-lines.md says why they are ours.
 */
const GID_START = "gid://shopify/";
const MAX_BIGINT = "9223372036854775807";
const MAX_INT = 2_147_483_647;
const NULL = "\\N";
const [SLASH, ZERO, NINE, COLON, DASH, LETTER_T, LETTER_Z] = [47, 48, 57, 58, 45, 84, 90];
const needsEscape = /[\\\t\n\r\0]/;
const currencyCode = /^[A-Z]{3}$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

export function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function object(value: unknown, field: string): Wire {
  if (!isWire(value)) throw refusal(field, value, "is no object");
  return value;
}

/** The digits at the end of a gid; with `type`, only of that type's: gid("gid://shopify/Order/7", "id", "Order") is "7". */
export function gid(value: unknown, field: string, type?: string): string {
  if (typeof value !== "string" || !value.startsWith(GID_START)) throw refusal(field, value, "is no gid");
  const slash = type === undefined ? value.indexOf("/", GID_START.length) : GID_START.length + type.length;
  if (type !== undefined && (value.charCodeAt(slash) !== SLASH || !value.startsWith(type, GID_START.length)))
    throw refusal(field, value, `is no gid of ${type}`);
  const id = value.slice(slash + 1);
  if (slash < 0 || !isId(id)) throw refusal(field, value, "is no gid");
  return id;
}

/** The id of a record that may be absent, `{ id }` or null: customer, product, variant. */
export function gidOrNull(value: unknown, field: string, type: string): string {
  if (value === null || value === undefined) return NULL;
  return gid(object(value, field).id, field, type);
}

/** A positive number that a bigint column holds, without leading zeros. */
function isId(id: string): boolean {
  const { length } = id;
  if (length === 0 || length > MAX_BIGINT.length || (length === MAX_BIGINT.length && id > MAX_BIGINT) || id.charCodeAt(0) === 48)
    return false;
  for (let at = 0; at < length; at++) {
    const code = id.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

/** PostgreSQL's text knows no NUL and UTF-8 no lone surrogate: both become U+FFFD (the latter when the text is encoded). */
export function text(value: unknown, field: string): string {
  if (typeof value !== "string") throw refusal(field, value, "is no text");
  return needsEscape.test(value) ? escapeText(value) : value;
}

export function textOrNull(value: unknown, field: string): string {
  return value === null || value === undefined ? NULL : text(value, field);
}

function escapeText(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\0", "\uFFFD");
}

/** A list of texts as a text[] literal. */
export function texts(value: unknown, field: string): string {
  if (!Array.isArray(value)) throw refusal(field, value, "is no list");
  if (value.length === 0) return "{}";
  const quoted = value.map((item: unknown) => {
    if (typeof item !== "string") throw refusal(field, item, "holds something that is no text");
    return `"${item.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  });
  return escapeText(`{${quoted.join(",")}}`);
}

/** A word of Shopify's that we know. A new one is refused, for what we do not understand we would count wrongly. */
export function word(value: unknown, field: string, known: ReadonlySet<string>): string {
  if (typeof value !== "string" || !known.has(value)) throw refusal(field, value, "is a value we do not know");
  return value;
}

export function wordOrNull(value: unknown, field: string, known: ReadonlySet<string>): string {
  return value === null || value === undefined ? NULL : word(value, field, known);
}

export function flag(value: unknown, field: string): string {
  if (typeof value !== "boolean") throw refusal(field, value, "is neither true nor false");
  return value ? "t" : "f";
}

export function whole(value: unknown, field: string): string {
  if (typeof value !== "number" || !Number.isInteger(value) || value > MAX_INT || value < -MAX_INT)
    throw refusal(field, value, "is no whole number");
  return String(value);
}

export function wholeOrNull(value: unknown, field: string): string {
  return value === null || value === undefined ? NULL : whole(value, field);
}

/** A count that Shopify sends as text because it may pass 2^31 (UnsignedInt64). */
export function bigCount(value: unknown, field: string): string {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return String(value);
  if (value === "0" || (typeof value === "string" && isId(value))) return value;
  throw refusal(field, value, "is no count");
}

/** An instant of ISO 8601 with its offset, as it stands: PostgreSQL reads the same text, and cannot fail on what passes here. */
export function instant(value: unknown, field: string): string {
  if (typeof value !== "string") throw refusal(field, value, "is no instant");
  if (!isUsualInstant(value) && !instantPattern.test(value)) throw refusal(field, value, "is no instant");
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31 || (day > 28 && day > daysInMonth(year, month)))
    throw refusal(field, value, "is a day that no calendar has");
  if (twoDigits(value, 11) > 23 || twoDigits(value, 14) > 59 || twoDigits(value, 17) > 59)
    throw refusal(field, value, "is a time that no clock shows");
  return value;
}

/** Whether a text has the form that Shopify gives instants in, 2026-01-31T23:59:59Z: many times faster than a pattern. */
function isUsualInstant(value: string): boolean {
  if (value.length !== 20 || value.charCodeAt(19) !== LETTER_Z || value.charCodeAt(10) !== LETTER_T) return false;
  if (value.charCodeAt(4) !== DASH || value.charCodeAt(7) !== DASH || value.charCodeAt(13) !== COLON || value.charCodeAt(16) !== COLON)
    return false;
  for (let at = 0; at < 19; at++) {
    const code = value.charCodeAt(at);
    if ((code < ZERO || code > NINE) && at !== 4 && at !== 7 && at !== 10 && at !== 13 && at !== 16) return false;
  }
  return true;
}

function twoDigits(value: string, at: number): number {
  return (value.charCodeAt(at) - ZERO) * 10 + value.charCodeAt(at + 1) - ZERO;
}

export function instantOrNull(value: unknown, field: string): string {
  return value === null || value === undefined ? NULL : instant(value, field);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function currency(value: unknown, field: string): string {
  if (typeof value !== "string" || !currencyCode.test(value)) throw refusal(field, value, "is no currency");
  return value;
}

/** A decimal amount in minor units of its currency. */
export function money(amount: unknown, field: string, currencyOfAmount: string): string {
  const units = typeof amount === "string" ? minorUnits(amount, currencyExponent(currencyOfAmount)) : null;
  if (units === null) throw refusal(field, amount, `is no amount in ${currencyOfAmount}`);
  return units;
}

/** The shop money of a money bag in minor units. Where the bag names a currency, it must be the record's: sums never mix currencies. */
export function shopMoney(bag: unknown, field: string, currencyOfRecord: string): string {
  const { amount, currencyCode: named } = object(object(bag, field).shopMoney, field);
  if (named !== undefined && named !== currencyOfRecord)
    throw refusal(field, named, `is not in the record's currency, ${currencyOfRecord}`);
  return money(amount, field, currencyOfRecord);
}

/** The currency in which a money bag gives its shop money. */
export function shopCurrency(bag: unknown, field: string): string {
  return currency(object(object(bag, field).shopMoney, field).currencyCode, field);
}

import type { Place } from "./topics.ts";

const ID = /^[1-9]\d{0,18}$/;
const LARGEST = 2n ** 63n - 1n;
const TOKEN = /^[\x21-\x7e]{1,255}$/;

/** What stands at a path such as "order_edit.order_id" of a parsed body; undefined where nothing does. */
export function valueAt(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, field) => (isRecord(value) ? value[field] : undefined), body);
}

/** The id at a place of a body, as the text that the database takes: digits of a bigint, or a token. Null where it cannot be read. */
export function idAt(body: unknown, place: Place): string | null {
  const value = valueAt(body, place.at);
  if (place.as === "token") return typeof value === "string" && TOKEN.test(value) ? value : null;
  if (place.as === "number") return typeof value === "number" || typeof value === "string" ? digits(String(value)) : null;
  if (typeof value !== "string") return null;
  const [, type, id] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(value) ?? [];
  return type === place.type && id !== undefined ? digits(id) : null;
}

/**
 * The named fields of a body and nothing else, in the shape that they have there. Lists are gone through: "line_items.sku"; of lists within
 * lists, which no field of Shopify's has, nothing is taken.
 */
export function picked(body: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((item) => (Array.isArray(item) ? null : picked(item, paths)));
  if (!isRecord(body)) return null;
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const [field = "", ...rest] = path.split(".");
    below.set(field, [...(below.get(field) ?? []), ...(rest.length > 0 ? [rest.join(".")] : [])]);
  }
  return Object.fromEntries(
    [...below]
      .filter(([field]) => Object.hasOwn(body, field))
      .map(([field, rest]) => [field, rest.length === 0 ? storable(body[field]) : picked(body[field], rest)]),
  );
}

/** Whether a value is an instant that the database can hold, with its zone. */
export function isInstant(value: unknown): boolean {
  return typeof value === "string" && instantOf(value) !== null;
}

/** An instant of the years 1 to 9999 as ISO 8601 in UTC, or null where the text is none. */
export function instantOf(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return null;
  const utc = instant.toISOString();
  return /^\d{4}-/.test(utc) && !utc.startsWith("0000") ? utc : null; // PostgreSQL knows no year 0
}

/** An id in digits as a bigint of the database holds it, or null where the text is none. */
export function digits(text: string): string | null {
  return ID.test(text) && BigInt(text) <= LARGEST ? text : null;
}

/** A plain value as jsonb takes it: neither a zero character nor half a surrogate pair; of a nested value nothing that was not asked for. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\u0000", "\uFFFD");
  if (Array.isArray(value)) return value.filter((item) => typeof item !== "object").map(storable);
  return typeof value === "object" ? null : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { parse } from "csv-parse/sync";
import { z } from "zod";
import { isDay } from "../../lib/calendar.ts";
import { currencyExponent, minorUnits } from "../../lib/money.ts";
import { type FigureName, isCount } from "../../lib/report-figures.ts";
import type { ReportedDay } from "./sales-report.ts";

/** The days of an export, or a sentence on what is wrong with it and what to do. */
export type ReadReport = { readonly days: ReportedDay[]; readonly leftOut: readonly string[] } | { readonly problem: string };

/** What a report is read by: the currency of its amounts, and the day that it is there. */
type ShopOfReport = { readonly currency: string; readonly today: string };

const MOST_DAYS = 20_000;
/** What takes away from sales: Shopify writes it below zero. */
const taken = new Set<FigureName>(["discounts", "returns", "unitsReturned"]);

/** The headings by which Shopify's exports have called their columns, in small letters. */
const headings = new Map<string, FigureName | "day">([
  ["day", "day"],
  ["date", "day"],
  ["gross sales", "grossSales"],
  ["discounts", "discounts"],
  ["returns", "returns"],
  ["sales reversals", "returns"],
  ["net sales", "netSales"],
  ["shipping", "shipping"],
  ["shipping charges", "shipping"],
  ["duties", "duties"],
  ["additional fees", "fees"],
  ["fees", "fees"],
  ["taxes", "taxes"],
  ["tax", "taxes"],
  ["total sales", "totalSales"],
  ["orders", "orders"],
  ["quantity ordered", "unitsSold"],
  ["quantity returned", "unitsReturned"],
  ["returned item quantity", "unitsReturned"],
  ["tips", "tips"],
  ["gift cards", "giftCards"],
]);

const records = z.array(z.array(z.string()));

/**
 * Reads an export of Shopify's report "Total sales over time" by day (CSV with headings). Columns that Tillwise has no number for are left
 * out and named; a row without a day, such as a summary, is passed over. Days after today, and amounts that are not exact, are refused with
 * their row.
 */
export function readReportFile(text: string, shop: ShopOfReport): ReadReport {
  const rows = rowsOf(text);
  if (rows === null)
    return { problem: "The file is not CSV. In Shopify, open Analytics → Reports → Total sales over time, and export it as CSV." };
  const [head, ...body] = rows;
  const names = (head ?? []).map((cell) => cell.replaceAll("_", " ").trim().toLowerCase());
  const known = names.map((name) => headings.get(name) ?? null);
  if (!known.includes("day")) {
    return { problem: `The file has no column “Day”; it has ${quoted(head ?? [])}. Group the report by day before exporting it.` };
  }
  if (!known.some((id) => id !== null && id !== "day"))
    return { problem: `The file has no column with sales; it has ${quoted(head ?? [])}.` };
  if (body.length > MOST_DAYS) return { problem: `The file has ${body.length} rows: one row for each day is expected.` };
  const days = new Map<string, ReportedDay>();
  for (const [index, cells] of body.entries()) {
    const read = readRow(cells, known, shop);
    if (read === null) continue;
    if ("problem" in read) return { problem: `Row ${index + 2}: ${read.problem}` };
    if (days.has(read.day))
      return { problem: `Row ${index + 2}: the day ${read.day} stands twice. Export the report by day alone, without further columns.` };
    days.set(read.day, read);
  }
  if (days.size === 0) return { problem: "The file has no row with a day." };
  return { days: [...days.values()], leftOut: (head ?? []).filter((_, index) => known[index] === null && names[index] !== "") };
}

function rowsOf(text: string): string[][] | null {
  try {
    return records.parse(parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true }));
  } catch {
    return null;
  }
}

function readRow(
  cells: readonly string[],
  known: readonly (FigureName | "day" | null)[],
  { currency, today }: ShopOfReport,
): ReportedDay | { problem: string } | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(cells[known.indexOf("day")] ?? "")?.[0];
  const written = cells[known.indexOf("day")] ?? "";
  if (written === "" || /^total/i.test(written)) return null;
  if (day === undefined || !isDay(day)) return { problem: `“${written}” is no day of the form 2026-03-31.` };
  if (day > today) return { problem: `${day} is still to come: today is ${today}.` };
  const row: Record<string, string> = {};
  for (const [index, id] of known.entries()) {
    if (id === null || id === "day") continue;
    const text = cells[index] ?? "";
    const units = amountOf(text, isCount(id) ? 0 : currencyExponent(currency));
    if (units === null) return { problem: `“${text}” is no amount in ${currency}.` };
    row[id] = taken.has(id) ? String(-BigInt(units)) : units;
  }
  return { day, ...row };
}

/** "$1,234.50", "-1234.5" and "" are amounts; a comma parts thousands alone. */
function amountOf(text: string, exponent: number): string | null {
  const plain = text.replace(/[\s\p{Sc}]/gu, "").replace("−", "-");
  if (plain === "") return "0";
  return minorUnits(/,/.test(plain) && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain, exponent);
}

const quoted = (cells: readonly string[]): string => cells.map((cell) => `“${cell}”`).join(", ");

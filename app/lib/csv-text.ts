/** A cell of a CSV file: text, a number, or nothing. Amounts come as decimal text (decimalAmount). */
export type Cell = string | number | null;

/** What a file begins with, so that spreadsheets read it as UTF-8. */
export const BOM = "\ufeff";
/** Shares and averages are written with so many decimals at most. */
const DECIMALS = 6;

/** One line of a CSV file (RFC 4180). Text that a spreadsheet would take for a formula is defused by an apostrophe. */
export function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

/** The name of a CSV file: "products 2026-11-01 to 2026-11-21.csv", without what a file system might not take. */
export function csvName(name: string): string {
  return `${name.replace(/[^\w.-]+/g, " ").trim()}.csv`;
}

function cellOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(Number(cell.toFixed(DECIMALS)));
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet would reckon with: it begins as a formula does, and is no plain number. */
function isFormula(text: string): boolean {
  return /^\s*[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
}

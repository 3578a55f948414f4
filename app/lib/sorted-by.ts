import type { Cell } from "./csv-text.ts";

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Rows by a value of theirs: numbers and decimal amounts by size, words as in a dictionary. What has none comes last, equals stay as they came. */
export function sortedBy<Row>(rows: readonly Row[], value: (row: Row) => Cell, descending: boolean): Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    return sign * (isNumber(one) && isNumber(other) ? Number(one) - Number(other) : words.compare(String(one), String(other)));
  });
}

function isNumber(cell: string | number): boolean {
  return typeof cell === "number" || /^-?\d+(\.\d+)?$/.test(cell);
}

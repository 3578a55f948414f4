import type { Comparison } from "./compare.ts";
import { figureNames, labels, printed } from "./figures.ts";

/** How long one stage took. */
export type Stage = { readonly name: string; readonly seconds: number };

/** The result as a table for people: each number on both sides, then what differs, then how long everything took. */
export function report(comparison: Comparison, currency: string, stages: readonly Stage[]): string {
  const rows = figureNames.map((name) => {
    const [books, app] = [comparison.books[name], comparison.app[name]];
    return [
      labels[name],
      printed(name, books, currency),
      printed(name, app, currency),
      app === books ? "" : printed(name, app - books, currency),
    ];
  });
  const heads = ["", `Simulator's books`, "Tillwise", "Difference"];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("   ")}`.trimEnd();
  const number = (value: number) => value.toLocaleString("en-US");
  const compared = `${number(comparison.days)} days and ${number(comparison.sales)} sales compared, row for row`;
  const verdict =
    comparison.differing === 0 ? `${compared}: everything is equal.` : `${compared}: ${number(comparison.differing)} differences.`;

  return [
    line(heads),
    ...rows.map(line),
    "",
    `  ${verdict}`,
    ...comparison.differences.map(({ where, what, books, app }) => `  ${where}: ${what} is ${app}, the books say ${books}`),
    ...(comparison.differing > comparison.differences.length
      ? [`  … and ${number(comparison.differing - comparison.differences.length)} more.`]
      : []),
    "",
    `  ${stages.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(" · ")}`,
  ].join("\n");
}

/** The result as one line of JSON: amounts in minor units as strings of digits. */
export function reportJson(comparison: Comparison, currency: string, stages: readonly Stage[]): string {
  const { books, app, days, sales, differing, differences } = comparison;
  const result = {
    equal: differing === 0,
    currency,
    days,
    sales,
    differing,
    books,
    app,
    differences,
    seconds: Object.fromEntries(stages.map(({ name, seconds }) => [name, seconds])),
  };
  return JSON.stringify(result, (_, value) => (typeof value === "bigint" ? String(value) : value));
}

import type { ReactNode } from "react";
import type { Formats } from "./format.ts";

/** What a chart's numbers are: minor units of the shop's currency, counts, or shares of one. */
export type Unit = "money" | "count" | "rate";

/** One line or one colour of bars. */
export type Series = {
  readonly name: string;
  /** One for each label; null where there is none. Amounts too large for a number come as text. */
  readonly values: readonly (number | string | null)[];
  /** Drawn in grey beneath the others: what the numbers are compared with. */
  readonly dashed?: boolean;
  /** What its points are called, where that is not what the labels say: the days before, say. */
  readonly pointNames?: readonly (string | null)[];
};

export type ChartProps = {
  readonly title: string;
  /** The points as the axis names them, short. */
  readonly labels: readonly string[];
  /** The points in full, for the table and for who points at them; the labels if there are none. */
  readonly names?: readonly string[];
  /** What the points are: the head of the table's first column. */
  readonly pointHead?: string;
  readonly series: readonly Series[];
  readonly unit: Unit;
  /** The last point is not over yet: it is dashed. */
  readonly isUnfinished?: boolean;
  /** What is said in place of a chart whose values are all nothing. */
  readonly empty?: ReactNode;
  /** What stands beside the title: a formula, a picker. */
  readonly aside?: ReactNode;
  /** The address of the chart's numbers as CSV. */
  readonly exportHref?: string;
  /** More columns for the table than the chart has lines. */
  readonly tableOnly?: readonly (Series & { readonly unit: Unit })[];
};

/** Each has a contrast of 4.5 to white at least, and is told from its neighbours by its lightness too. */
const COLOURS = ["#0a6fc2", "#8f3a00", "#2f7d32", "#6d28a8", "#b3125f", "#4d5a00", "#006a72", "#3c3c3c"];
const GREY = "#767676";

/** The colour of a series by its place; what is compared with is grey. */
export function colourOf(series: readonly Series[], index: number): string {
  if (series[index]?.dashed) return GREY;
  const place = series.slice(0, index).filter(({ dashed }) => !dashed).length;
  return COLOURS[place % COLOURS.length] ?? GREY;
}

/** A value in full. */
export function valueWords(value: number | string | null, unit: Unit, f: Formats): string {
  if (value === null) return "–";
  if (unit === "money") return f.money(value);
  return unit === "count" ? f.count(Number(value)) : f.rate(Number(value));
}

/** A value as an axis has it. */
export function tickWords(value: number, unit: Unit, f: Formats): string {
  if (unit === "money") return f.moneyTick(value);
  return unit === "count" ? f.countTick(value) : f.rate(value, Math.abs(value) < 0.05 && value !== 0 ? 1 : 0);
}

/** Whether there is nothing to draw. */
export function isBlank(series: readonly Series[]): boolean {
  return series.every(({ values }) => values.every((value) => value === null || Number(value) === 0));
}

import type { ChartOptions } from "chart.js";
import { type ChartProps, type Series, tickWords, type Unit, valueWords } from "./chart-view.ts";
import type { Formats } from "./format.ts";

const INK = "#616161";
const LINES = "#ebebeb";
const FONT = {
  family: "Inter, -apple-system, BlinkMacSystemFont, 'San Francisco', 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  size: 12,
};

/** What pixels are drawn from: numbers, in which the cents of the largest amounts need not be exact. */
export const heightsOf = ({ values }: Series): (number | null)[] => values.map((value) => (value === null ? null : Number(value)));

/** The axes: units in the shop's currency and the reader's language, no lines that say nothing, labels as many as there is room for. */
export function scalesOf(unit: Unit, f: Formats, stacked = false) {
  return {
    x: {
      stacked,
      grid: { display: false },
      border: { color: LINES },
      ticks: { font: FONT, color: INK, maxRotation: 0, autoSkipPadding: 24 },
    },
    y: {
      stacked,
      beginAtZero: true,
      border: { display: false },
      grid: { color: LINES },
      ticks: {
        font: FONT,
        color: INK,
        maxTicksLimit: 6,
        ...(unit === "count" ? { precision: 0 } : {}),
        callback: (value: number | string) => tickWords(Number(value), unit, f),
      },
    },
  };
}

/** What every chart shares. Nothing moves: the page's numbers change often, and a chart that swings each time is hard to read. */
export const still = {
  responsive: true,
  maintainAspectRatio: false,
  animation: false,
  interaction: { mode: "index", intersect: false },
} as const;

type Tooltip = NonNullable<NonNullable<ChartOptions<"line" | "bar">["plugins"]>["tooltip"]>;

/** Beside the pointer: each series' value in full, under the point's name. */
export function tooltipOf({ labels, names = labels, series, unit }: ChartProps, f: Formats): Tooltip {
  return {
    padding: 10,
    titleFont: { ...FONT, weight: 600 },
    bodyFont: FONT,
    boxPadding: 4,
    callbacks: {
      title: ([item]) => (item ? (names[item.dataIndex] ?? "") : ""),
      label: ({ datasetIndex, dataIndex }) => {
        const each = series[datasetIndex];
        if (each === undefined) return "";
        const point = each.pointNames?.[dataIndex];
        return `${point ?? each.name}: ${valueWords(each.values[dataIndex] ?? null, unit, f)}`;
      },
    },
  };
}

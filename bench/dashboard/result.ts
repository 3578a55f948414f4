import type { PresetId } from "../../app/lib/date-range.ts";
import type { Sized } from "./bench.ts";
import type { Times } from "./times.ts";

const OVERVIEW = "/app";

/**
 * The bench in one line. `presetsP95Ms` and `allTimeP95Ms`: the overview of the largest shop, at the slowest preset and at all time;
 * `slowestInsight`, at whatever preset, of the largest shop; `overviewGrowth`: the slowest preset of the largest shop by that of the
 * smallest.
 */
export type Result = {
  readonly presetsP95Ms: number;
  readonly allTimeP95Ms: number;
  readonly slowestInsight: string;
  readonly slowestP95Ms: number;
  readonly overviewGrowth: number;
};

export function resultOf(measured: readonly Sized[]): Result {
  const bySize = [...measured].sort((one, other) => one.orders - other.orders);
  const [smallest, largest] = [bySize.at(0), bySize.at(-1)];
  if (smallest === undefined || largest === undefined) throw new Error("nothing was measured");
  const presets = slowest(overview(largest, (preset) => preset !== "all"));
  const insight = slowest(largest.insights);
  return {
    presetsP95Ms: round(presets.p95),
    allTimeP95Ms: round(slowest(overview(largest, (preset) => preset === "all")).p95),
    slowestInsight: insight.name,
    slowestP95Ms: round(insight.p95),
    overviewGrowth: round(presets.p95 / slowest(overview(smallest, (preset) => preset !== "all")).p95),
  };
}

/** One line per page and preset, and per insight at its slowest preset: p50 and p95 by size, and what the largest takes of the smallest. */
export function table(measured: readonly Sized[]): string[] {
  const head = ["", ...measured.map(({ orders }) => `${orders.toLocaleString("en")} orders`), "growth"];
  const pages = rows(measured.map(({ pages: times }) => times.map((one) => ({ ...one, name: `${one.path} · ${one.preset}` }))));
  const insights = rows(
    measured.map(({ insights: times }) => [...Map.groupBy(times, ({ name }) => name).values()].map((some) => slowest(some))),
  );
  return [["Pages, p50 / p95 ms", ...head.slice(1)], ...pages, ["Insights, at the slowest preset", ...head.slice(1)], ...insights].map(
    (cells) => cells.map((cell, place) => (place === 0 ? cell.padEnd(44) : cell.padStart(18))).join(""),
  );
}

type Named = Times & { readonly name: string };

function rows(bySize: readonly (readonly Named[])[]): string[][] {
  return (bySize[0] ?? []).map(({ name }) => {
    const times = bySize.flatMap((some) => some.filter((one) => one.name === name));
    const growth = (times.at(-1)?.p95 ?? 0) / (times.at(0)?.p95 ?? 1);
    return [name, ...times.map(({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`), growth.toFixed(1)];
  });
}

function overview({ pages }: Sized, isMeant: (preset: PresetId) => boolean) {
  return pages.filter(({ path, preset }) => path === OVERVIEW && isMeant(preset));
}

function slowest<T extends Times>(times: readonly T[]): T {
  const [first, ...others] = times;
  if (first === undefined) throw new Error("nothing was measured");
  return others.reduce((worst, one) => (one.p95 > worst.p95 ? one : worst), first);
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}

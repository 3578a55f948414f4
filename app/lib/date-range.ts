import { addDays, countDays, type Day, isDay, monthStart, yearBefore } from "./calendar.ts";

/** Days of the shop's calendar, both ends included. */
export type Days = { readonly from: Day; readonly to: Day };

export const presets = [
  { id: "today", name: "Today" },
  { id: "yesterday", name: "Yesterday" },
  { id: "last7", name: "Last 7 days" },
  { id: "last30", name: "Last 30 days" },
  { id: "last90", name: "Last 90 days" },
  { id: "last365", name: "Last 365 days" },
  { id: "month", name: "This month" },
  { id: "lastmonth", name: "Last month" },
  { id: "year", name: "This year" },
  { id: "all", name: "All time" },
] as const;

export type PresetId = (typeof presets)[number]["id"];

/** What a range is compared with: the days just before it, as many; the same dates a year earlier; or nothing. */
export type Comparison = "previous" | "year" | "none";

export type Granularity = "hour" | "day" | "week" | "month";

/** What a page is asked for. `preset` is null for dates of one's own; `before` is null where nothing is compared. */
export type DateRange = Days & {
  readonly preset: PresetId | null;
  readonly name: string;
  readonly compare: Comparison;
  readonly before: Days | null;
  readonly granularity: Granularity;
};

/** `problem` is a sentence for the page. */
export type ParsedRange = { readonly range: DateRange } | { readonly problem: string };

const DEFAULT: PresetId = "last30";
const EARLIEST = "1990-01-01";
const MOST_DAYS_AS_DAYS = 92;
const MOST_DAYS_AS_WEEKS = 366;
/** Of more points nobody sees the single ones. */
const MOST_POINTS = 1100;
const DAYS_IN = { day: 1, week: 7, month: 28 } as const;
const comparisons: readonly Comparison[] = ["previous", "year", "none"];
const choices = ["day", "week", "month"] as const;

/** A granularity that can be chosen; a single day is always told in hours. */
export type ChosenGranularity = (typeof choices)[number];

/**
 * Reads the range of a page's address: `range=` one of the presets, or `from=` and `to=`; `compare=previous` (the rule), `year` or `none`;
 * `granularity=` day, week or month, by the range's length if none is named. The preset "all" begins on `firstDay`, and has nothing before
 * it.
 */
export function parseDateRange(params: URLSearchParams, today: Day, firstDay: Day): ParsedRange {
  const [askedComparison, askedGranularity] = [params.get("compare") ?? "previous", params.get("granularity")];
  const compare = comparisons.find((each) => each === askedComparison);
  if (compare === undefined) return { problem: `“${askedComparison}” is not a comparison: it is “previous”, “year” or “none”.` };
  const chosen = choices.find((each) => each === askedGranularity) ?? null;
  if (askedGranularity !== null && chosen === null) {
    return { problem: `“${askedGranularity}” is not a granularity: it is “day”, “week” or “month”.` };
  }
  const asked = params.get("range");
  const isCustom = asked === null && (params.has("from") || params.has("to"));
  const found = isCustom
    ? customDays(params.get("from") ?? "", params.get("to") ?? "", today)
    : presetDays(asked ?? DEFAULT, today, firstDay);
  if ("problem" in found) return found;
  const { from, to, preset } = found;

  return {
    range: {
      from,
      to,
      preset,
      name: presets.find(({ id }) => id === preset)?.name ?? "Custom",
      compare,
      before: preset === "all" ? null : daysBefore({ from, to }, compare),
      granularity: chosen !== null && granularitiesOf({ from, to }).includes(chosen) ? chosen : usualGranularity(countDays(from, to)),
    },
  };
}

/** The value of `range=` for a preset; null for the one that is shown without being named. */
export function presetParam(preset: PresetId): PresetId | null {
  return preset === DEFAULT ? null : preset;
}

/** The granularities that a range can be shown in, other than hours; none for a single day. */
export function granularitiesOf({ from, to }: Days): readonly ChosenGranularity[] {
  const days = countDays(from, to);
  return days === 1 ? [] : choices.filter((each) => days <= MOST_POINTS * DAYS_IN[each]);
}

/**
 * The range's own parameters in an address, for links to other pages: "range=last7&compare=year", "" for none. What is wrong is left out.
 */
export function keptParams(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  const [range, from, to] = [params.get("range"), params.get("from") ?? "", params.get("to") ?? ""];
  if (presets.some(({ id }) => id === range)) kept.set("range", range ?? DEFAULT);
  else if (range === null && isDay(from) && isDay(to) && from <= to) {
    kept.set("from", from);
    kept.set("to", to);
  }
  const [compare, granularity] = [params.get("compare"), params.get("granularity")];
  if (comparisons.some((each) => each === compare)) kept.set("compare", compare ?? "");
  if (choices.some((each) => each === granularity)) kept.set("granularity", granularity ?? "");
  return kept.toString();
}

/** Whole months are compared with whole months of the year before, one day longer or shorter where that February is. */
function daysBefore({ from, to }: Days, compare: Comparison): Days | null {
  if (compare === "none") return null;
  if (compare === "previous") return { from: addDays(from, -countDays(from, to)), to: addDays(from, -1) };
  const areWholeMonths = from === monthStart(from) && addDays(to, 1) === monthStart(to, 1);
  return { from: yearBefore(from), to: areWholeMonths ? addDays(monthStart(to, -11), -1) : yearBefore(to) };
}

/** How finely a history of these days is best told, other than by hours. */
export function stepFor({ from, to }: Days): ChosenGranularity {
  const usual = usualGranularity(countDays(from, to));
  return usual === "hour" ? "day" : usual;
}

function usualGranularity(days: number): Granularity {
  if (days === 1) return "hour";
  if (days <= MOST_DAYS_AS_DAYS) return "day";
  return days <= MOST_DAYS_AS_WEEKS ? "week" : "month";
}

type Found = (Days & { readonly preset: PresetId | null }) | { readonly problem: string };

function customDays(from: string, to: string, today: Day): Found {
  if (from === "") return { problem: "The range has no beginning." };
  if (to === "") return { problem: "The range has no end." };
  const wrong = [from, to].find((day) => !isDay(day));
  if (wrong !== undefined) return { problem: `${wrong} is not a date.` };
  if (to < from) return { problem: `The range ends before it starts: from ${from} to ${to}.` };
  if (from < EARLIEST) return { problem: `${from} is too far back: a range starts on ${EARLIEST} at the earliest.` };
  if (to > today) return { problem: `${to} is still to come: today is ${today}.` };
  return { from, to, preset: null };
}

function presetDays(asked: string, today: Day, firstDay: Day): Found {
  const preset = presets.find(({ id }) => id === asked)?.id;
  const yesterday = addDays(today, -1);
  switch (preset) {
    case "today":
      return { preset, from: today, to: today };
    case "yesterday":
      return { preset, from: yesterday, to: yesterday };
    case "last7":
      return { preset, from: addDays(today, -6), to: today };
    case "last30":
      return { preset, from: addDays(today, -29), to: today };
    case "last90":
      return { preset, from: addDays(today, -89), to: today };
    case "last365":
      return { preset, from: addDays(today, -364), to: today };
    case "month":
      return { preset, from: monthStart(today), to: today };
    case "lastmonth":
      return { preset, from: monthStart(today, -1), to: addDays(monthStart(today), -1) };
    case "year":
      return { preset, from: `${today.slice(0, 4)}-01-01`, to: today };
    case "all":
      return { preset, from: firstDay < today ? firstDay : today, to: today };
    default:
      return { problem: `“${asked}” is not a range that Tillwise knows.` };
  }
}

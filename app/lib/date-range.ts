import { addDays, countDays, type Day, isDay, monthStart } from "./calendar.ts";

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

/** What a page is asked for. `preset` is null for dates of one's own; `before` is as long as the range and ends where it begins. */
export type DateRange = Days & {
  readonly preset: PresetId | null;
  readonly name: string;
  readonly before: Days | null;
  readonly granularity: Granularity;
};

export type Granularity = "hour" | "day" | "week" | "month";

/** `problem` is a sentence for the page. */
export type ParsedRange = { readonly range: DateRange } | { readonly problem: string };

const DEFAULT: PresetId = "last30";
const EARLIEST = "1990-01-01";
const MOST_DAYS_AS_DAYS = 92;
const MOST_DAYS_AS_WEEKS = 366;

/**
 * Reads the range of a page's address: `range=` one of the presets, or `from=` and `to=`; `compare=previous` (the rule) or `none`. The
 * preset "all" begins on `firstDay`, and has nothing before it.
 */
export function parseDateRange(params: URLSearchParams, today: Day, firstDay: Day): ParsedRange {
  const compare = params.get("compare") ?? "previous";
  if (compare !== "previous" && compare !== "none") return { problem: `“${compare}” is not a comparison: it is “previous” or “none”.` };
  const asked = params.get("range");
  const isCustom = asked === null && (params.has("from") || params.has("to"));
  const found = isCustom
    ? customDays(params.get("from") ?? "", params.get("to") ?? "", today)
    : presetDays(asked ?? DEFAULT, today, firstDay);
  if ("problem" in found) return found;
  const { from, to, preset } = found;
  const days = countDays(from, to);
  const hasBefore = compare === "previous" && preset !== "all";

  return {
    range: {
      from,
      to,
      preset,
      name: presets.find(({ id }) => id === preset)?.name ?? "Custom",
      before: hasBefore ? { from: addDays(from, -days), to: addDays(from, -1) } : null,
      granularity: granularityOf(days),
    },
  };
}

function granularityOf(days: number): Granularity {
  if (days === 1) return "hour";
  if (days <= MOST_DAYS_AS_DAYS) return "day";
  return days <= MOST_DAYS_AS_WEEKS ? "week" : "month";
}

/** The address's parameters of a range, as parseDateRange reads them; the defaults are left out. */
export function rangeParams(range: { preset: PresetId } | Days, compare: boolean): string {
  const params = new URLSearchParams();
  if (!("preset" in range)) {
    params.set("from", range.from);
    params.set("to", range.to);
  } else if (range.preset !== DEFAULT) params.set("range", range.preset);
  if (!compare) params.set("compare", "none");
  return params.toString();
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

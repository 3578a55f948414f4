import { useNavigate, useSearchParams } from "@remix-run/react";
import { changedQuery } from "../lib/address.ts";
import { type DateRange, granularitiesOf, type ParsedRange } from "../lib/date-range.ts";
import { MenuPicker } from "./menu-picker.tsx";
import css from "./page-toolbar.module.css";
import { RangePicker } from "./range-picker.tsx";
import { useFormats } from "./use-formats.ts";

const comparisons = [
  { id: "previous", name: "The period before" },
  { id: "year", name: "The year before" },
  { id: "none", name: "No comparison" },
];
const granularities = { day: "By day", week: "By week", month: "By month" } as const;

type Props = {
  /** What the page's address asks for: parseDateRange's answer. */
  readonly asked: ParsedRange;
  readonly today: string;
  readonly firstDay: string;
  /** Offers days, weeks and months. */
  readonly granularity?: boolean;
  /** Offers what to compare with; a page that compares nothing says no. */
  readonly comparison?: boolean;
  /** The days to compare with are not known, or not wholly. */
  readonly withheld?: boolean;
};

type Pick = (changes: Readonly<Record<string, string | null>>) => void;

/**
 * What a page is about: its days, what they are compared with and how finely they are told. Writes the page's address, and nothing else.
 */
export function PageToolbar({ asked, today, firstDay, granularity = false, comparison = true, withheld = false }: Props) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const pick: Pick = (changes) => navigate({ search: changedQuery(params, { page: null, ...changes }) }, { preventScrollReset: true });
  const range = "range" in asked ? asked.range : null;
  return (
    <div className={css.toolbar}>
      <RangePicker range={range} today={today} firstDay={firstDay} onPick={pick} />
      {range && comparison && <ComparePicker range={range} withheld={withheld} onPick={pick} />}
      {range && granularity && <GranularityPicker range={range} onPick={pick} />}
    </div>
  );
}

/** Nothing is before all time. */
function ComparePicker({ range, withheld, onPick }: { range: DateRange; withheld: boolean; onPick: Pick }) {
  const f = useFormats();
  if (range.preset === "all") return null;
  const compared = withheld ? "Comparison not available" : range.before && `Compared to: ${f.days(range.before)}`;
  return (
    <MenuPicker
      label={compared ?? "No comparison"}
      choices={comparisons}
      chosen={range.compare}
      onPick={(id) => onPick({ compare: id === "previous" ? null : id })}
    />
  );
}

/** A single day is always told in hours. */
function GranularityPicker({ range, onPick }: { range: DateRange; onPick: Pick }) {
  const choices = granularitiesOf(range).map((id) => ({ id, name: granularities[id] }));
  if (range.granularity === "hour" || choices.length === 0) return null;
  return (
    <MenuPicker
      label={granularities[range.granularity]}
      choices={choices}
      chosen={range.granularity}
      onPick={(id) => onPick({ granularity: id })}
    />
  );
}

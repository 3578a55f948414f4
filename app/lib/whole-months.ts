import { addDays, type Day, monthStart } from "./calendar.ts";

type Days = { readonly from: Day; readonly to: Day };

/** `months` are named by their first days. Any of the three may be empty: its `to` then lies before its `from`. */
export type Spans = { readonly before: Days; readonly months: Days; readonly after: Days };

/**
 * A range as the whole months within it and the days before and after them: what is kept by month is read for the first, what is kept by
 * day for the others, and the sum is exact.
 */
export function wholeMonths({ from, to }: Days): Spans {
  const first = monthStart(from) === from ? from : monthStart(from, 1);
  const end = monthStart(addDays(to, 1));
  if (first >= end)
    return { before: { from, to }, months: { from: first, to: monthStart(first, -1) }, after: { from: addDays(to, 1), to } };
  return { before: { from, to: addDays(first, -1) }, months: { from: first, to: monthStart(end, -1) }, after: { from: end, to } };
}

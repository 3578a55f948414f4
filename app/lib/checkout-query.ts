import { type DateRange, parseDateRange } from "./date-range.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

const columns = ["begun", "idle", "value", "units"] as const;
const states = ["all", "lost", "recovered"] as const;
const PAGE_SIZE = 25;

/** What the page of abandonment is asked for. */
export type AskedCheckouts = {
  readonly range: DateRange;
  readonly state: (typeof states)[number];
  readonly table: TableQuery<(typeof columns)[number]>;
};

/** Reads the page's address: its range, `state=` which checkouts are listed, and the table. `problem` is a sentence for the page. */
export function askedCheckouts(params: URLSearchParams, today: string, firstDay: string): AskedCheckouts | { readonly problem: string } {
  const asked = parseDateRange(params, today, firstDay);
  if ("problem" in asked) return asked;
  const named = params.get("state") ?? "all";
  const state = states.find((each) => each === named);
  if (state === undefined) return { problem: `“${named}” is no state of a checkout: it is ${states.join(", ")}.` };
  const table = parseTable(params, { sortable: columns, first: "-begun", size: PAGE_SIZE });
  return "problem" in table ? table : { range: asked.range, state, table: table.table };
}

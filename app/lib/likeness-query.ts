import { type DateRange, parseDateRange } from "./date-range.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

const divisions = ["channel", "country", "region", "currency"] as const;
const columns = ["orders", "netSales", "totalSales", "averageOrderValue"] as const;
const PAGE_SIZE = 50;

/** What “When and where” is asked for. */
export type AskedLikeness = {
  readonly range: DateRange;
  readonly by: (typeof divisions)[number];
  readonly table: TableQuery<(typeof columns)[number]>;
};

/** Reads the page's address: its range, `by=` what sales are divided by, and the table. `problem` is a sentence for the page. */
export function askedLikeness(params: URLSearchParams, today: string, firstDay: string): AskedLikeness | { readonly problem: string } {
  const asked = parseDateRange(params, today, firstDay);
  if ("problem" in asked) return asked;
  const named = params.get("by") ?? "channel";
  const by = divisions.find((each) => each === named);
  if (by === undefined) return { problem: `Sales cannot be divided by “${named}”: they can be by ${divisions.join(", ")}.` };
  const table = parseTable(params, { sortable: columns, first: "-netSales", size: PAGE_SIZE });
  return "problem" in table ? table : { range: asked.range, by, table: table.table };
}

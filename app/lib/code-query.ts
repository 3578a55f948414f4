import { type DateRange, parseDateRange } from "./date-range.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

const columns = ["code", "orders", "grossSales", "netSales", "discounts", "averageDiscount", "discountRate", "firstOrders"] as const;
const PAGE_SIZE = 50;

/** What the page of discount codes is asked for. */
export type AskedCodes = { readonly range: DateRange; readonly table: TableQuery<(typeof columns)[number]> };

/** Reads the page's address: its range and the table. `problem` is a sentence for the page. */
export function askedCodes(params: URLSearchParams, today: string, firstDay: string): AskedCodes | { readonly problem: string } {
  const asked = parseDateRange(params, today, firstDay);
  if ("problem" in asked) return asked;
  const table = parseTable(params, { sortable: columns, first: "-orders", size: PAGE_SIZE });
  return "problem" in table ? table : { range: asked.range, table: table.table };
}

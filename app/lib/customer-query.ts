import { ownParams, unreadable } from "./address.ts";
import { type DateRange, parseDateRange } from "./date-range.ts";
import { type RfmGroup, rfmGroupNamed } from "./rfm.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

/** Whose figures are listed: to date, of all customers; or of those who ordered in the range, in it. */
export type CustomersBy = "all" | "range";

const toDateSorts = ["net", "orders", "average", "first", "last", "days"] as const;
const inRangeSorts = ["net", "orders", "average"] as const;

type Common = { readonly range: DateRange; readonly group: RfmGroup | null };
/** What a list of customers is asked for. Found ones are shown all together, with their figures to date. */
export type AskedCustomers =
  | (Common & { readonly kind: "all"; readonly table: TableQuery<(typeof toDateSorts)[number]> })
  | (Common & { readonly kind: "found"; readonly words: string; readonly table: TableQuery<(typeof toDateSorts)[number]> })
  | (Common & { readonly kind: "range"; readonly table: TableQuery<(typeof inRangeSorts)[number]> });

const PAGE = 50;
const MOST_FOUND = 250;
const LONGEST_SEARCH = 255;

/**
 * Reads the range, `by=` all or range, `segment=` a group of RFM, `q=` words or a customer's number, and the table. Where figures to date
 * are not known (`knowsAll` is false) there is the list by range alone, and no group. `problem` is a sentence for the page.
 */
export function askedCustomers(
  params: URLSearchParams,
  { today, firstDay, knowsAll }: { readonly today: string; readonly firstDay: string; readonly knowsAll: boolean },
): AskedCustomers | { readonly problem: string } {
  const own = ownParams(params);
  const problem = unreadable(own);
  if (problem !== null) return { problem };
  const parsed = parseDateRange(own, today, firstDay);
  if ("problem" in parsed) return parsed;
  const { range } = parsed;
  const by = own.get("by") || (knowsAll ? "all" : "range");
  if (by !== "all" && by !== "range") return { problem: `“${by}” is not a choice of customers: it is “all” or “range”.` };
  const segment = own.get("segment") || null;
  const group = segment === null ? null : rfmGroupNamed(segment);
  if (segment !== null && group === null) return { problem: `“${segment}” is not a segment that Tillwise knows.` };
  if (group !== null && !knowsAll) return { problem: "Segments need the whole history of orders, which is not there." };
  const words = own.get("q")?.trim() ?? "";
  if (words.length > LONGEST_SEARCH) return { problem: `The search is too long: ${LONGEST_SEARCH} characters are the most.` };
  if (words !== "") {
    const asked = parseTable(own, { sortable: toDateSorts, first: "-net", size: MOST_FOUND });
    return "problem" in asked ? asked : { kind: "found", words, range, group: null, table: { ...asked.table, page: 1, offset: 0 } };
  }
  if ((by === "range" || !knowsAll) && group !== "prospects") {
    const asked = parseTable(own, { sortable: inRangeSorts, first: "-net", size: PAGE });
    return "problem" in asked ? asked : { kind: "range", range, group, table: asked.table };
  }
  const asked = parseTable(own, { sortable: toDateSorts, first: "-net", size: PAGE });
  return "problem" in asked ? asked : { kind: "all", range, group, table: asked.table };
}

/** The number that a search names: "1234" or "#1234"; null where it names something else. */
export function customerNumber(words: string): string | null {
  return /^#?([1-9]\d{0,17})$/.exec(words.trim())?.[1] ?? null;
}

export const customerOrderSorts = ["placed", "units", "net", "total"] as const;
const ORDERS_A_PAGE = 25;

export type CustomerOrdersQuery = TableQuery<(typeof customerOrderSorts)[number]>;

/** Reads what an address of one customer asks of the table of their orders. `problem` is a sentence for the page. */
export function askedCustomerOrders(params: URLSearchParams): { readonly table: CustomerOrdersQuery } | { readonly problem: string } {
  return parseTable(params, { sortable: customerOrderSorts, first: "-placed", size: ORDERS_A_PAGE });
}

/** Whether an address's last part can be a customer's number at all. */
export function isCustomerId(id: string): boolean {
  return /^-?[1-9]\d{0,17}$/.test(id);
}

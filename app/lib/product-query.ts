import { ownParams, unreadable } from "./address.ts";
import { type DateRange, parseDateRange } from "./date-range.ts";
import { parseTable, type TableQuery } from "./table-query.ts";

export const groupings = ["product", "variant", "type", "vendor"] as const;
export const performanceColumns = ["title", "units", "gross", "discounts", "returns", "rate", "net", "change"] as const;
export const stockColumns = ["title", "available", "onhand", "rate", "left", "sold"] as const;
export const pairColumns = ["orders", "support", "confidence", "back", "lift"] as const;

export type Grouping = (typeof groupings)[number];
export type Problem = { readonly problem: string };

const PAGE_SIZE = 50;
const LONGEST_SEARCH = 200;
const MOST = 9_999;

/** From how many orders on a pair, and each of its products, is shown: fewer are as likely chance. */
export const usualFloors = { pair: 5, product: 20 } as const;

export type AskedProducts = {
  readonly range: DateRange;
  readonly by: Grouping;
  readonly search: string;
  readonly table: TableQuery<(typeof performanceColumns)[number]>;
};

/** Reads an address of the products' table: its days, `by=`, `q=` and how it is sorted. */
export function askedProducts(params: URLSearchParams, today: string, firstDay: string): AskedProducts | Problem {
  const range = parseDateRange(params, today, firstDay);
  const search = searchOf(params);
  const table = parseTable(params, { sortable: performanceColumns, first: "-net", size: PAGE_SIZE });
  const named = params.get("by") ?? "product";
  const by = groupings.find((each) => each === named);
  if (by === undefined) return { problem: `Products cannot be told by “${named}”: they can be by ${groupings.join(", ")}.` };
  if ("problem" in range) return range;
  if ("problem" in search) return search;
  return "problem" in table ? table : { ...range, ...search, ...table, by };
}

export type AskedStock = {
  readonly search: string;
  readonly runsOut: number | null;
  readonly unsold: number | null;
  readonly table: TableQuery<(typeof stockColumns)[number]>;
};

/** Reads an address of the stock: `runsout=` and `unsold=` in days, `q=` and how it is sorted. */
export function askedStock(params: URLSearchParams): AskedStock | Problem {
  const search = searchOf(params);
  const table = parseTable(params, { sortable: stockColumns, first: "left", size: PAGE_SIZE });
  const runsOut = numberOf(params, "runsout", 0);
  const unsold = numberOf(params, "unsold", 1);
  if ("problem" in search) return search;
  if ("problem" in table) return table;
  if (isProblem(runsOut)) return runsOut;
  if (isProblem(unsold)) return unsold;
  return { ...search, ...table, runsOut, unsold };
}

export type AskedPairs = {
  readonly range: DateRange;
  readonly floors: { readonly pair: number; readonly product: number };
  readonly table: TableQuery<(typeof pairColumns)[number]>;
};

/** Reads an address of what is bought together: its days, the floors `pair=` and `product=`, and how it is sorted. */
export function askedPairs(params: URLSearchParams, today: string, firstDay: string): AskedPairs | Problem {
  const range = parseDateRange(params, today, firstDay);
  const table = parseTable(params, { sortable: pairColumns, first: "-lift", size: PAGE_SIZE });
  const pair = numberOf(params, "pair", 1);
  const product = numberOf(params, "product", 1);
  if ("problem" in range) return range;
  if ("problem" in table) return table;
  if (isProblem(pair)) return pair;
  if (isProblem(product)) return product;
  return { ...range, ...table, floors: { pair: pair ?? usualFloors.pair, product: product ?? usualFloors.product } };
}

function searchOf(params: URLSearchParams): { readonly search: string } | Problem {
  const problem = unreadable(params);
  if (problem !== null) return { problem };
  const search = (ownParams(params).get("q") ?? "").trim();
  return search.length > LONGEST_SEARCH
    ? { problem: `What is searched for is too long: ${LONGEST_SEARCH} characters are the most.` }
    : { search };
}

function numberOf(params: URLSearchParams, name: string, least: number): number | null | Problem {
  const text = params.get(name) ?? "";
  if (text === "") return null;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= MOST ? value : { problem: `“${text}” is no number for “${name}”: it is one from ${least} to ${MOST}.` };
}

function isProblem(part: number | null | Problem): part is Problem {
  return part !== null && typeof part === "object";
}

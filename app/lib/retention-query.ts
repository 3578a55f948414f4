import { unreadable } from "./address.ts";
import { type Day, monthStart } from "./calendar.ts";

/** What a cohort table tells of each month. */
export const cohortShows = ["retention", "value", "orders"] as const;
export type CohortShow = (typeof cohortShows)[number];

/** What cohorts can be narrowed to, as the address names it, besides everybody. */
export const cohortFilters = ["product", "channel", "code", "tag"] as const;
export type CohortFilter = { readonly dimension: "all" | (typeof cohortFilters)[number]; readonly value: string };

/** How many months of first orders are shown: so many, up to the present one; null for all. */
export const cohortSpans = [12, 24, 36, null] as const;

export type RetentionQuery = {
  readonly show: CohortShow;
  readonly filter: CohortFilter;
  readonly months: (typeof cohortSpans)[number];
};

/** `problem` is a sentence for the page. */
export type ParsedRetention = { readonly query: RetentionQuery } | { readonly problem: string };

const EVERYBODY: CohortFilter = { dimension: "all", value: "" };
const MOST_CHARACTERS = 255;

/**
 * Reads what the cohorts of an address are: `show=` retention, value or orders; `cohorts=` 12, 24, 36 or all, months; and at most one of
 * `product=` (its id, 0 for goods without one), `channel=`, `code=` and `tag=`. `code=` with nothing after it: first orders without a code,
 * and so for a channel that is not known. Codes and tags are told apart without regard to capital letters.
 */
export function parseRetention(params: URLSearchParams): ParsedRetention {
  const problem = unreadable(params);
  if (problem !== null) return { problem };
  const [askedShow, askedMonths] = [params.get("show") ?? "retention", params.get("cohorts") ?? "12"];
  const show = cohortShows.find((each) => each === askedShow);
  if (show === undefined) return { problem: `“${askedShow}” is nothing that cohorts tell: they tell “retention”, “value” or “orders”.` };
  const months = cohortSpans.find((each) => String(each ?? "all") === askedMonths);
  if (months === undefined) return { problem: `“${askedMonths}” is no number of cohorts: it is 12, 24, 36 or “all”.` };
  const named = cohortFilters.filter((each) => params.has(each));
  if (named.length > 1) return { problem: `Cohorts can be narrowed by one thing at a time, not by ${named.join(" and ")} at once.` };
  const [dimension] = named;
  if (dimension === undefined) return { query: { show, filter: EVERYBODY, months } };
  const value = params.get(dimension) ?? "";
  if (dimension === "product" && !/^\d{1,18}$/.test(value)) return { problem: `“${value}” is not the number of a product.` };
  if (dimension === "tag" && value === "") return { problem: "The address names a tag of customers, and not which." };
  if (value.length > MOST_CHARACTERS) return { problem: `That ${dimension} is longer than any can be.` };
  return {
    query: { show, filter: { dimension, value: dimension === "code" || dimension === "tag" ? value.toLowerCase() : value }, months },
  };
}

/** The changes of an address that narrow its cohorts to a value, or to everybody. */
export function filterParams(filter: CohortFilter): Record<string, string | null> {
  return Object.fromEntries(cohortFilters.map((each) => [each, each === filter.dimension ? filter.value : null]));
}

/** The months of first orders that are shown, by their first days: the last `months` up to today's, or all since the first day. */
export function cohortMonths(months: RetentionQuery["months"], today: Day, firstDay: Day): { readonly from: Day; readonly to: Day } {
  return { from: months === null ? monthStart(firstDay) : monthStart(today, 1 - months), to: monthStart(today) };
}

import type { Day } from "../lib/calendar.ts";
import type { Days } from "../lib/date-range.ts";
import { localDay } from "../lib/local-day.ts";

/**
 * How much of the shop's trade the figures know: all of it; what came in so far, until the first sync is done; or, where Shopify shows the
 * app no older orders, what was ordered from a day on.
 */
export type Reach = { readonly kind: "whole" } | { readonly kind: "loading" } | { readonly kind: "limited"; readonly from: Day };

type ShopHistory = { readonly scopes: readonly string[]; readonly historyStart: Date | null; readonly timeZone: string };

export function reachOf({ scopes, historyStart, timeZone }: ShopHistory): Reach {
  if (historyStart === null) return { kind: "loading" };
  return scopes.includes("read_all_orders") ? { kind: "whole" } : { kind: "limited", from: localDay(historyStart, timeZone) };
}

/** The days that a range is compared with; null where it is compared with none, or where the figures do not know all of theirs. */
export function comparedDays(shop: ShopHistory, { before }: { readonly before: Days | null }): Days | null {
  return before !== null && covers(reachOf(shop), before.from) ? before : null;
}

function covers(reach: Reach, from: Day): boolean {
  return reach.kind === "whole" || (reach.kind === "limited" && reach.from <= from);
}

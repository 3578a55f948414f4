import type { Day } from "../lib/calendar.ts";
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

/** Whether the figures of days from `from` on lack nothing. */
export function covers(reach: Reach, from: Day): boolean {
  return reach.kind === "whole" || (reach.kind === "limited" && reach.from <= from);
}

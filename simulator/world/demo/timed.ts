import type { TradeEvent } from "../events.ts";

/** An event on its way into a shop's history, with its moment in milliseconds to sort by. */
export type Timed = { readonly atMs: number; readonly event: TradeEvent };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

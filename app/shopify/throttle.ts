import { z } from "zod";

/** `extensions.cost` of an answer, as far as the wait depends on it. */
export const cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
export type Cost = z.infer<typeof cost>;

const LEAST_MS = 100;
const JITTER = 0.5;

/**
 * Milliseconds until the bucket holds enough for the query that was refused, plus up to half of that at random, so that those who were
 * refused together do not come back together. `random` is in [0, 1).
 */
export function throttleDelayMs({ requestedQueryCost, throttleStatus }: Cost, random: number): number {
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable;
  const waitMs = Math.max(LEAST_MS, (missing / throttleStatus.restoreRate) * 1000);
  return Math.ceil(waitMs * (1 + JITTER * random));
}

/**
 * Milliseconds before the given attempt (1 is the second call) after a failure: doubling from `firstMs`, at most `mostMs`, half at random.
 */
export function backOffMs(attempt: number, random: number, firstMs = 500, mostMs = 16_000): number {
  const waitMs = Math.min(mostMs, firstMs * 2 ** (attempt - 1));
  return Math.ceil(waitMs * (1 - JITTER * random));
}

import type { Message } from "./message.ts";
import type { Answer } from "./sender.ts";

/** Seconds before each of the eight retries: four hours in all. Shopify gives the number and the sum, not the steps. */
export const RETRY_WAITS_SECONDS: readonly number[] = [60, 120, 300, 600, 1_200, 2_400, 3_600, 6_120];

/** `lost` never left, by a fault; `dropped` said the same as the one just before it. */
export type DeliveryState = "waiting" | "delivered" | "given up" | "lost" | "dropped";

/** One try. A copy is a try that nobody needed: the delivery came twice. */
export type Attempt = Answer & { readonly at: string; readonly tookMs: number; readonly copy: boolean };

/** A webhook on its way, and what became of it. */
export type Delivery = {
  readonly message: Message;
  readonly uri: string;
  readonly attempts: Attempt[];
  state: DeliveryState;
  /** Retries that were used up. */
  retries: number;
  /** When it is tried next, by the time of waiting; null while it is under way or settled. */
  nextAt: number | null;
};

/** Whether an answer ends a delivery: any 2xx does, nothing else. */
export function isTaken({ status }: Answer): boolean {
  return status !== null && status >= 200 && status < 300;
}

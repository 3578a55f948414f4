import { z } from "zod";
import type { Chance } from "../../world/demo/chance.ts";
import type { Instant, TradeEvent } from "../../world/events.ts";
import type { SimulatedShop } from "../../world/shop.ts";
import type { LiveIds } from "./live-ids.ts";
import type { Picker } from "./picker.ts";

/** What an action draws from: the shop as it is, chance, new ids, and what time it is. */
export type Stage = {
  readonly shop: SimulatedShop;
  readonly chance: Chance;
  readonly ids: LiveIds;
  readonly pick: Picker;
  readonly now: Instant;
};

/** What is about to happen, and how it is told to whoever asked. */
export type Plan = { readonly said: string; readonly events: readonly TradeEvent[] };

/** What an action may be told; whatever is not said is left to chance. Orders are named by id or by name. */
export const wishes = z.strictObject({
  order: z.string().min(1).optional(),
  customer: z.string().min(1).optional(),
  intoCustomer: z.string().min(1).optional(),
  product: z.string().min(1).optional(),
  variant: z.string().min(1).optional(),
  quantity: z.coerce.number().int().positive().optional(),
  paid: z.boolean().optional(),
  test: z.boolean().optional(),
  timeZone: z.string().min(1).optional(),
});
export type Wishes = z.infer<typeof wishes>;

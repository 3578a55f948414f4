import type { DayRow, SaleRow } from "./books.ts";
import type { TradeEvent } from "./events.ts";
import type { ShopProfile, Switches } from "./profile.ts";
import type { Wire } from "./wire.ts";

/** The books of a shop: what its sales report says. `from` and `to` are local days, both included; without them, all days. */
export type Books = {
  days(from?: string, to?: string): DayRow[];
  sales(): Iterable<SaleRow>;
};

/**
 * Query root of a shop: `shop` (Wire), `orders customers products productVariants abandonedCheckouts inventoryItems locations` (NodeList,
 * ascending by id), and `byId` for node, nodes, order(id:) and the like: null for what is not there.
 */
export type Root = Wire & { readonly byId: (gid: string) => Wire | null };

/** A shop of the stand-in (seam; its inside follows). */
export declare class SimulatedShop {
  readonly domain: string;
  readonly profile: ShopProfile;
  /** Access scopes that the shop grants; the platform reads and may replace them at install. */
  scopes: readonly string[];
  readonly switches: Switches;
  readonly books: Books;
  readonly events: readonly TradeEvent[];
  constructor(profile: ShopProfile, switches?: Partial<Switches>);
  root(): Root;
  /** Adds one event to the shop's history, at any time; throws `ImpossibleEvent` and changes nothing where it cannot have happened. */
  apply(event: TradeEvent): void;
}

import type { BoughtLine, TradeEvent } from "../../simulator/world/events.ts";
import type { ShopProfile, Switches } from "../../simulator/world/profile.ts";
import { SimulatedShop } from "../../simulator/world/shop.ts";

/** A table as it is written down: one header line, then one line a row, columns parted by blanks. */
export type Table = string;

/** What Shopify shows and reports in one world: sales in the order of the ledger, figures per local day, and what the orders come to. */
export type Expected = {
  readonly ledger: Table;
  readonly days: Table;
  readonly orders: Table;
};

/** A piece of trade with its outcome worked out by hand; `others` are the worlds of the switches where the outcome differs. */
export type Scenario = Expected & {
  readonly name: string;
  readonly story: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly events: readonly TradeEvent[];
  readonly others?: readonly (Partial<Expected> & { readonly switches: Partial<Switches> })[];
};

/** The rows of a table, each by its column names. */
export function rowsOf(table: Table): Record<string, string>[] {
  const [header = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  return rows.map((cells) => Object.fromEntries(header.map((column, at) => [column, cells[at] ?? ""])));
}

/** A shop in which the scenario has happened. */
export function shopOf(scenario: Scenario, switches: Partial<Switches> = {}, domain = "scenario.myshopify.com"): SimulatedShop {
  const { currency, timeZone } = scenario;
  const place = { plan: "Basic", email: "owner@example.com", country: "US", taxesIncluded: false, locations: [{ id: "1", name: "Shop" }] };
  const profile: ShopProfile = { id: "1", domain, name: scenario.name, currency, timeZone, createdAt: "2026-01-01T00:00:00Z", ...place };
  const shop = new SimulatedShop(profile, switches);
  for (const event of scenario.events) shop.apply(event);
  return shop;
}

/** A bought line of which only what matters is said; sums are in minor units. */
export function line(said: Pick<BoughtLine, "id" | "title" | "quantity" | "unitPrice"> & Partial<BoughtLine>): BoughtLine {
  return { productId: null, variantId: null, variantTitle: null, sku: null, vendor: null, discount: 0, tax: 0, giftCard: false, ...said };
}

import { shopFromCsv } from "../../simulator/world/csv.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { defaultSwitches, type Switches } from "../../simulator/world/profile.ts";
import { grantedScopes, type SimulatedShop } from "../../simulator/world/shop.ts";

/** A shop that is checked, and what the app knows of it and how it is set. */
export type CheckedShop = {
  readonly name: string;
  readonly shop: SimulatedShop;
  readonly scopes: readonly string[];
  readonly settings: { readonly weekStart: "monday" | "sunday"; readonly abandonedAfterMinutes: number };
  /** Until now the shop lives on after it was synced, and the app hears of it by webhooks. */
  readonly livesOn: boolean;
};

const usual = { scopes: grantedScopes, settings: { weekStart: "monday", abandonedAfterMinutes: 10 }, livesOn: false } as const;
const DAY_MS = 86_400_000;
const LIVES_ON_DAYS = 24;

/** The other world of each switch. */
export const turned: Switches = {
  returnDiscountSign: "positive",
  discountBeforeTaxes: "with_tax",
  editCorrection: "update",
  editDown: "update",
  reportDay: "processed_at",
};

/**
 * The shops to be checked: one from CSV, where the environment names its files; else the demo shop, the same with every open question of
 * Shopify's answered the other way, and one that shows the last 60 days. With CHECK_EACH_SWITCH also the demo shop
 * with each question alone answered the other way.
 */
export async function shopsToCheck(now: Date): Promise<CheckedShop[]> {
  const { CHECK_ORDERS: orders, CHECK_RETURNS: returns, CHECK_CURRENCY: currency = "USD", CHECK_TIME_ZONE: timezone = "UTC" } = process.env;
  if (orders) {
    const shop = await shopFromCsv({ orders, returns, currency, timezone, domain: "from-csv.myshopify.com" });
    return [{ ...usual, name: "the shop from CSV", shop }];
  }
  const demo = (handle: string, scale: number, switches: Partial<Switches> = {}, until = now) =>
    demoShop({ seed: 7, today: localDay(now, "America/New_York"), scale, now: until, domain: `${handle}.myshopify.com`, switches });
  const settings = { weekStart: "sunday", abandonedAfterMinutes: 45 } as const;
  const beforeLife = new Date(now.getTime() - LIVES_ON_DAYS * DAY_MS);
  return [
    { ...usual, name: "the demo shop", shop: demo("juniper-and-oak", 0.25) },
    {
      ...usual,
      name: "a shop that is told of by webhooks, all questions answered otherwise",
      shop: demo("otherwise", 0.06, turned, beforeLife),
      settings,
      livesOn: true,
    },
    {
      ...usual,
      name: "a shop of the last 60 days",
      shop: demo("sixty-days", 0.15),
      scopes: grantedScopes.filter((scope) => scope !== "read_all_orders"),
    },
    ...(process.env.CHECK_EACH_SWITCH === "1" ? eachSwitch() : []).map((switches, at) => ({
      ...usual,
      name: `a shop with ${JSON.stringify(switches)}`,
      shop: demo(`switch-${at}`, 0.25, switches),
    })),
  ];
}

function eachSwitch(): Partial<Switches>[] {
  return Object.keys(defaultSwitches).map((name) => Object.fromEntries(Object.entries(turned).filter(([key]) => key === name)));
}

export function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

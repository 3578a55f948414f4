import { ZoneClock } from "./calendar.ts";
import { Chance } from "./demo/chance.ts";
import { Ids } from "./demo/ids.ts";
import { dayNumber } from "./demo/seasons.ts";
import { locations, Shelf } from "./demo/shelf.ts";
import { Trade } from "./demo/trade.ts";
import type { Switches } from "./profile.ts";
import { SimulatedShop } from "./shop.ts";

const ORDERS = 12_000;
const DAYS = 731;

/** What makes one demo shop and no other, up to the moment at which it is looked at. */
export type DemoShop = {
  readonly seed: number;
  /** The last day of its history, "2026-11-21", in its own time zone. */
  readonly today: string;
  /** Part of the usual 12,000 orders; 0.1 for a small shop. */
  readonly scale?: number;
  /** Nothing later than this has happened yet; the present, unless told. */
  readonly now?: Date;
  readonly domain?: string;
  readonly switches?: Partial<Switches>;
};

/**
 * Juniper & Oak of Beacon, New York: two years of kitchenware and garden things, told by the seed and the day alone. Seeds and days that
 * are the same give the same history, of which as much has happened as there is time for until `now`.
 */
export function demoShop({
  seed,
  today,
  scale = 1,
  now = new Date(),
  domain = "juniper-and-oak.myshopify.com",
  switches,
}: DemoShop): SimulatedShop {
  const timeZone = "America/New_York";
  const lastDay = dayNumber(today);
  const firstDay = lastDay - DAYS + 1;
  const chance = new Chance(`${seed} ${today} ${scale}`);
  const ids = new Ids();
  const shelf = new Shelf(chance, ids, firstDay, lastDay);
  const trade = new Trade(chance, ids, shelf, new ZoneClock(timeZone));
  trade.run(firstDay, lastDay, Math.round(ORDERS * scale));

  const all = [...shelf.events(lastDay, chance), ...trade.buyers.events, ...trade.events, ...trade.buyers.laterLife()];
  const events = all.filter(({ atMs }) => atMs <= now.getTime()).sort((a, b) => a.atMs - b.atMs);
  const place = { plan: "Grow", email: "hello@juniper-and-oak.example.com", country: "US", taxesIncluded: false, locations };
  const profile = {
    id: "60120000001",
    domain,
    name: "Juniper & Oak",
    currency: "USD",
    timeZone,
    createdAt: "2021-04-12T15:00:00Z",
    ...place,
  };
  const shop = new SimulatedShop(profile, switches);
  for (const { event } of events) shop.apply(event);
  return shop;
}

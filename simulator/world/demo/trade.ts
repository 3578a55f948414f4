import type { ZoneClock } from "../calendar.ts";
import type { BoughtLine, OrderPlaced } from "../events.ts";
import { aftermathOf } from "./aftermath.ts";
import { drawBasket, priced } from "./baskets.ts";
import { type Buyer, Buyers } from "./buyers.ts";
import type { Chance } from "./chance.ts";
import { drawCode } from "./codes.ts";
import type { Ids } from "./ids.ts";
import { drawPlace, type Place, places } from "./people.ts";
import { demandOn, drawMoment } from "./seasons.ts";
import { type Item, type Shelf, timed } from "./shelf.ts";
import { DAY_MS, HOUR_MS, type Timed } from "./timed.ts";

const sources = ["web", "pos", "shopify_draft_order", "3890849"] as const;
const sourceWeights = [79, 12, 4, 5];
/** The order of a café: so many kinds of the cheapest things, so many lines of each. */
const SMALL_THINGS = 24;
const OF_EACH = 12;

/** How the demo shop traded: every order with all that led to it and came of it, and the checkouts that came to nothing. */
export class Trade {
  readonly buyers: Buyers;
  readonly events: Timed[] = [];
  readonly #chance: Chance;
  readonly #ids: Ids;
  readonly #shelf: Shelf;
  readonly #clock: ZoneClock;
  #orders = 0;

  constructor(chance: Chance, ids: Ids, shelf: Shelf, clock: ZoneClock) {
    this.#chance = chance;
    this.#ids = ids;
    this.#shelf = shelf;
    this.#clock = clock;
    this.buyers = new Buyers(chance, ids);
  }

  /** Trades from the first day to the last; about `orders` orders, more by the season and by the year. */
  run(firstDay: number, lastDay: number, orders: number): void {
    const days = Array.from({ length: lastDay - firstDay + 1 }, (_, at) => firstDay + at);
    const demand = days.map((day, at) => demandOn(day, this.#chance) * (0.85 + (0.45 * at) / days.length));
    const perDemand = orders / demand.reduce((sum, weight) => sum + weight, 0);
    let due = 0;
    for (const [at, day] of days.entries()) {
      due += (demand[at] ?? 0) * perDemand;
      const moments = Array.from({ length: Math.max(0, Math.round(due)) }, () => this.#clock.instant(drawMoment(day, this.#chance)));
      due -= moments.length;
      for (const atMs of moments.sort((a, b) => a - b)) this.#order(atMs, day, at / days.length);
      this.#besides(day);
    }
    for (const at of [0.42, 0.83]) this.#fitOut(firstDay + Math.round(days.length * at));
  }

  #order(atMs: number, day: number, elapsed: number): void {
    const chance = this.#chance;
    const sourceName = sources[chance.weighted(sourceWeights)] ?? "web";
    const inStore = sourceName === "pos";
    const buyer = chance.of(inStore ? 0.4 : 0.055) ? null : this.#buyer(atMs, elapsed);
    if (buyer) this.buyers.bought(buyer, atMs);
    const place = inStore ? storePlace() : (buyer?.place ?? drawPlace(chance));
    const onlyCard = chance.of(0.006);
    const goods = onlyCard ? [] : drawBasket(this.#shelf, day, chance);
    const card = onlyCard || chance.of(0.008) ? [this.#shelf.line(this.#shelf.giftCard, 1, day, chance)] : [];
    const code = inStore ? null : drawCode(day, buyer?.orders ?? 1, chance);
    const offline = inStore && chance.of(0.02);
    const unpaid = sourceName === "shopify_draft_order" && chance.of(0.4);
    const token = () =>
      Array.from({ length: 4 }, () =>
        Math.floor(chance.next() * 2 ** 32)
          .toString(16)
          .padStart(8, "0"),
      ).join("");
    const facts = {
      customerId: buyer?.id ?? null,
      sourceName,
      paid: !unpaid,
      fulfilled: inStore,
      tags: tagsOf(day, onlyCard, chance),
      ...priced([...goods, ...card], place, code, !inStore, chance),
      ...(!inStore && { destination: place.region }),
      ...(sourceName === "web" && { cartToken: token(), checkoutToken: token() }),
      ...(sourceName === "web" && chance.of(0.015) && { tip: { lineId: this.#ids.next("line"), amount: chance.pick([200, 300, 500]) } }),
      ...(chance.of(0.02) && { giftCardPayment: 2_500 }),
      ...(offline && { processedAt: new Date(atMs - chance.between(20, 50) * HOUR_MS).toISOString().replace(/\.\d+Z$/, "Z") }),
      ...(chance.of(0.0006) && { test: true }),
    };
    this.#place(facts, atMs, day, place);
    if (sourceName === "web" && chance.of(0.035)) this.#leave(atMs - chance.between(1, 30) * HOUR_MS, facts.lines, buyer, place, atMs);
  }

  #buyer(atMs: number, elapsed: number): Buyer {
    const newcomer = this.#chance.of(0.155 + 0.55 * Math.exp(-elapsed * 8));
    return (newcomer ? null : this.buyers.returning(atMs)) ?? this.buyers.newcomer(atMs - this.#chance.between(1, 20) * 60_000);
  }

  #place(facts: Omit<OrderPlaced, "type" | "at" | "orderId" | "name">, atMs: number, day: number, place: Place): void {
    const orderId = this.#ids.next("order");
    this.#orders += 1;
    const entry = timed(atMs, { type: "order_placed", orderId, name: `#${1000 + this.#orders}`, ...facts });
    this.events.push(entry);
    if (entry.event.type !== "order_placed") return;
    this.events.push(...aftermathOf({ placed: entry.event, atMs, day, place, shelf: this.#shelf }, this.#chance));
  }

  /** What else happens on a day: checkouts that are left for good, and newsletter readers who buy nothing yet. */
  #besides(day: number): void {
    const chance = this.#chance;
    for (let left = chance.between(1, 7); left > 0; left--) {
      const atMs = this.#clock.instant(drawMoment(day, chance));
      const buyer = chance.of(0.55) ? this.buyers.returning(atMs) : null;
      this.#leave(atMs, drawBasket(this.#shelf, day, chance), buyer, buyer?.place ?? drawPlace(chance), null);
    }
    if (chance.of(0.16)) this.buyers.newcomer(this.#clock.instant(drawMoment(day, chance)), ["prospect"]);
  }

  #leave(atMs: number, lines: readonly BoughtLine[], buyer: Buyer | null, place: Place, recoveredMs: number | null): void {
    const checkoutId = this.#ids.next("checkout");
    const known = buyer && buyer.orders > 1 ? buyer : null;
    const goods = lines.map((line) => ({ ...line, id: this.#ids.next("line") }));
    const facts = { customerId: known?.id ?? null, lines: goods, shipping: 695, destination: place.region };
    this.events.push(timed(atMs, { type: "checkout_abandoned", checkoutId, ...facts }));
    if (recoveredMs) this.events.push(timed(recoveredMs, { type: "checkout_recovered", checkoutId }));
  }

  /** A café buys hundreds of small things at once, by invoice: each a line of its own, as its tables want them. */
  #fitOut(day: number): void {
    const chance = this.#chance;
    const atMs = this.#clock.instant(day * DAY_MS + 11 * HOUR_MS);
    const buyer = this.buyers.newcomer(atMs - HOUR_MS, ["wholesale"]);
    const onSale = this.#shelf.items.filter(({ fromDay, untilDay }) => day >= fromDay && day <= untilDay);
    const small = [...onSale].sort((a, b) => cheapest(a) - cheapest(b)).slice(0, SMALL_THINGS);
    const lines = Array.from({ length: OF_EACH }, () => small.map((item) => this.#shelf.line(item, 1, day, chance))).flat();
    this.buyers.bought(buyer, atMs);
    const code = { code: "TRADE25", percent: 25, freeShipping: false };
    const money = priced(lines, buyer.place, code, true, chance);
    const facts = { customerId: buyer.id, sourceName: "shopify_draft_order", tags: ["wholesale"], fulfilled: true, ...money };
    this.#place({ ...facts, destination: buyer.place.region }, atMs, day, buyer.place);
  }
}

function cheapest(item: Item): number {
  return Math.min(...item.variants.map(({ price }) => price));
}

function storePlace(): Place {
  const place = places[0];
  if (!place) throw new Error("the store stands nowhere");
  return place;
}

function tagsOf(day: number, onlyCard: boolean, chance: Chance): string[] {
  const month = new Date(day * DAY_MS).getUTCMonth();
  return [...(month === 11 && !onlyCard && chance.of(0.2) ? ["gift-wrap"] : []), ...(chance.of(0.04) ? ["priority"] : [])];
}

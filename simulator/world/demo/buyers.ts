import type { Id } from "../events.ts";
import type { Chance } from "./chance.ts";
import type { Ids } from "./ids.ts";
import { drawPerson, drawPlace, type Place } from "./people.ts";
import { timed } from "./shelf.ts";
import { DAY_MS, type Timed } from "./timed.ts";

/** Somebody who has an account: where they live, how fond they are of the shop, and when they lose interest. */
export type Buyer = {
  readonly id: Id;
  readonly place: Place;
  readonly fondness: number;
  readonly interestMs: number;
  lastMs: number;
  orders: number;
};

/** The demo shop's customers. A few are very fond of it: how often people come back has a heavy tail. */
export class Buyers {
  readonly all: Buyer[] = [];
  readonly events: Timed[] = [];
  readonly #chance: Chance;
  readonly #ids: Ids;

  constructor(chance: Chance, ids: Ids) {
    this.#chance = chance;
    this.#ids = ids;
  }

  /** Somebody who was not here before. */
  newcomer(atMs: number, tags: readonly string[] = []): Buyer {
    const chance = this.#chance;
    const place = drawPlace(chance);
    const customerId = this.#ids.next("customer");
    const all = chance.of(0.35) ? [...tags, "newsletter"] : tags;
    const person = drawPerson(chance, this.all.length + 1);
    this.events.push(timed(atMs, { type: "customer_created", customerId, ...person, region: place.region, tags: all }));

    const fondness = Math.min(1, 0.045 / (1 - chance.next()) ** 0.75);
    const buyer = { id: customerId, place, fondness, interestMs: (40 + chance.wait(330)) * DAY_MS, lastMs: atMs, orders: 0 };
    this.all.push(buyer);
    return buyer;
  }

  /** Somebody who comes back: rather the fond, and rather those who were here lately; null if nobody feels like it. */
  returning(atMs: number): Buyer | null {
    for (let tries = 0; tries < 400 && this.all.length > 0; tries++) {
      const buyer = this.#chance.pick(this.all);
      const awayMs = atMs - buyer.lastMs;
      if (awayMs > 3 * DAY_MS && this.#chance.of(buyer.fondness * Math.exp(-awayMs / buyer.interestMs))) return buyer;
    }
    return null;
  }

  /** Notes an order; whoever comes for the tenth time is a regular from then on. */
  bought(buyer: Buyer, atMs: number): void {
    buyer.orders += 1;
    buyer.lastMs = atMs;
    if (buyer.orders === 10)
      this.events.push(timed(atMs + 60_000, { type: "customer_updated", customerId: buyer.id, tags: ["regular", "newsletter"] }));
  }

  /** What becomes of accounts: some turn out to be the same person twice, some who never bought are deleted. */
  *laterLife(): Generator<Timed> {
    const twice = this.all.filter(({ orders }) => orders > 0 && orders < 3);
    for (let at = 1; at < 8; at++) {
      const [from, into] = [twice[at * 41], twice[at * 41 - 17]];
      if (from && into)
        yield timed(Math.max(from.lastMs, into.lastMs) + 20 * DAY_MS, {
          type: "customer_merged",
          customerId: from.id,
          intoCustomerId: into.id,
        });
    }
    const idle = this.all.filter(({ orders }) => orders === 0);
    for (const buyer of idle.slice(0, 3)) yield timed(buyer.lastMs + 30 * DAY_MS, { type: "customer_deleted", customerId: buyer.id });
  }
}

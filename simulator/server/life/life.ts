import { Chance } from "../../world/demo/chance.ts";
import type { TradeEvent } from "../../world/events.ts";
import type { Clock } from "../clock.ts";
import type { HostedShop } from "../hosted-shop.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import { BusyDay } from "./busy-day.ts";
import { happen } from "./happen.ts";
import { LiveIds } from "./live-ids.ts";
import { NothingFit, Picker } from "./picker.ts";
import type { Wishes } from "./stage.ts";
import { type TradeActionName, tradeActions } from "./trade-actions.ts";

/** What happened, and how it is told. */
export type Deed = { readonly said: string; readonly events: readonly TradeEvent[] };

/**
 * The life of one shop: things happen in it when they are asked for, or by themselves on a busy day. The seed decides what chance decides.
 */
export class Life {
  readonly busyDay: BusyDay;
  readonly #webhooks: Webhooks;
  readonly #hosted: HostedShop;
  readonly #clock: Clock;
  readonly #ids: LiveIds;
  #chance: Chance;
  #pick: Picker;

  constructor(hosted: HostedShop, clock: Clock, webhooks: Webhooks) {
    this.#hosted = hosted;
    this.#clock = clock;
    this.#webhooks = webhooks;
    this.#ids = new LiveIds(hosted.shop.events);
    this.#chance = new Chance(hosted.domain);
    this.#pick = new Picker(hosted.shop, this.#chance);
    this.busyDay = new BusyDay(this);
  }

  /** Begins chance anew: the same seed, in a shop that is the same, makes the same things happen. */
  seed(seed: string): void {
    this.#chance = new Chance(seed);
    this.#pick = new Picker(this.#hosted.shop, this.#chance);
  }

  get chance(): Chance {
    return this.#chance;
  }

  /** The customer of that id, or any; throws `NothingFit` where there is none. */
  customer(id?: string): string {
    if (id === undefined) return this.#pick.customer().id;
    if (!this.#hosted.shop.records.customers.find(id)) throw new NothingFit(`There is no customer ${id}.`);
    return id;
  }

  /** Makes something happen now; throws `NothingFit` or `ImpossibleEvent` where it cannot. */
  act(name: TradeActionName, wishes: Wishes = {}): Deed {
    const now = `${new Date(this.#clock.now()).toISOString().slice(0, 19)}Z`;
    const stage = { shop: this.#hosted.shop, chance: this.#chance, ids: this.#ids, pick: this.#pick, now };
    const { said, events } = tradeActions[name].plan(stage, wishes);
    return { said, events: events.flatMap((event) => happen(this.#webhooks, this.#hosted, event)) };
  }
}

/** The lives of all shops; each begins when it is first asked for. */
export class Lives {
  readonly #byDomain = new Map<string, Life>();
  readonly #clock: Clock;
  readonly #webhooks: Webhooks;

  constructor(clock: Clock, webhooks: Webhooks) {
    this.#clock = clock;
    this.#webhooks = webhooks;
  }

  of(hosted: HostedShop): Life {
    let life = this.#byDomain.get(hosted.domain);
    if (!life) {
      life = new Life(hosted, this.#clock, this.#webhooks);
      this.#byDomain.set(hosted.domain, life);
    }
    return life;
  }

  /** Ends every busy day. */
  stop(): void {
    for (const { busyDay } of this.#byDomain.values()) busyDay.stop();
  }
}

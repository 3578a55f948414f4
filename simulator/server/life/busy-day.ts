import { z } from "zod";
import type { Chance } from "../../world/demo/chance.ts";
import { ImpossibleEvent } from "../../world/order-record.ts";
import { NothingFit } from "./picker.ts";
import { isTradeAction, type TradeActionName, tradeActions } from "./trade-actions.ts";

const TICK_MS = 20;
/** Actions done in one go, after which other requests get their turn; what is due beyond them waits. */
const AT_ONCE = 25;

/** How busy a day is to be. It ends by itself after so many seconds or actions, where they are said. */
export const busyDaySettings = z.strictObject({
  perSecond: z.coerce.number().positive().max(1000),
  seed: z.coerce.string().optional(),
  seconds: z.coerce.number().positive().optional(),
  actions: z.coerce.number().int().positive().optional(),
  /** How often each happens compared with the others; those not named happen as usual. */
  weights: z
    .record(z.string(), z.number().min(0))
    .refine((weights) => Object.keys(weights).every(isTradeAction), `actions are ${Object.keys(tradeActions).join(", ")}`)
    .default({}),
});
export type BusyDaySettings = z.infer<typeof busyDaySettings>;

/** What a busy day has come to: actions done and not possible, and what happened by them. */
export type BusyDayStatus = {
  readonly running: boolean;
  readonly perSecond: number;
  readonly done: number;
  readonly impossible: number;
  readonly events: number;
  readonly byAction: Readonly<Record<string, number>>;
};

/** Who does what a busy day brings. */
export type Actor = {
  readonly chance: Chance;
  seed(seed: string): void;
  act(name: TradeActionName): { readonly events: readonly unknown[] };
};

/** A day on which much happens by itself, so many actions a second, drawn by weight. */
export class BusyDay {
  readonly #actor: Actor;
  #timer: NodeJS.Timeout | undefined;
  #perSecond = 0;
  #done = 0;
  #impossible = 0;
  #events = 0;
  #byAction: Record<string, number> = {};

  constructor(actor: Actor) {
    this.#actor = actor;
  }

  get status(): BusyDayStatus {
    return {
      running: this.#timer !== undefined,
      perSecond: this.#perSecond,
      done: this.#done,
      impossible: this.#impossible,
      events: this.#events,
      byAction: { ...this.#byAction },
    };
  }

  /** Begins anew; a day that is under way ends. */
  start({ perSecond, seed, seconds, actions = Number.POSITIVE_INFINITY, weights }: BusyDaySettings): void {
    this.stop();
    if (seed !== undefined) this.#actor.seed(seed);
    [this.#perSecond, this.#done, this.#impossible, this.#events, this.#byAction] = [perSecond, 0, 0, 0, {}];
    const names = Object.keys(tradeActions).filter(isTradeAction);
    const drawn = names.map((name) => weights[name] ?? tradeActions[name].weight);
    const total = Math.min(actions, seconds === undefined ? Number.POSITIVE_INFINITY : Math.round(seconds * perSecond));
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
      for (let left = Math.min(AT_ONCE, due - this.#done); left > 0; left -= 1) this.#act(names[this.#actor.chance.weighted(drawn)]);
      if (this.#done >= total) this.stop();
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #act(name: TradeActionName | undefined): void {
    this.#done += 1;
    if (name === undefined) return;
    try {
      this.#events += this.#actor.act(name).events.length;
      this.#byAction[name] = (this.#byAction[name] ?? 0) + 1;
    } catch (error) {
      if (!(error instanceof NothingFit || error instanceof ImpossibleEvent)) throw error;
      this.#impossible += 1;
    }
  }
}

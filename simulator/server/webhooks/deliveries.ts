import { randomUUID } from "node:crypto";
import { Chance } from "../../world/demo/chance.ts";
import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import { type Delivery, type DeliveryState, isTaken, RETRY_WAITS_SECONDS } from "./delivery.ts";
import type { Message } from "./message.ts";
import type { Sender } from "./sender.ts";
import type { Timetable } from "./timetable.ts";

/** Deliveries of one shop that are under way at once. */
const AT_ONCE = 20;
/** Settled deliveries that are remembered, to be looked at. */
const REMEMBERED = 2_000;
/** Seconds after which deliveries held back to be shuffled go out, however few they are. */
const SHUFFLE_SECONDS = 2;

/** Where webhooks go, and the secret that signs them; both may change while the stand-in runs. */
export type Receiver = { readonly url: string; readonly apiSecret: string };
export type PostOffice = {
  readonly clock: Clock;
  readonly timetable: Timetable;
  readonly sender: Sender;
  readonly receiver: Receiver;
};
type Sending = { readonly delivery: Delivery; readonly copy: boolean; readonly secret?: string };

/** What became of a shop's webhooks since the last reset. `copies` and `forged` are sendings, the others deliveries. */
export type DeliveryCounts = Record<DeliveryState | "made" | "attempts" | "copies" | "forged", number>;

/** The webhooks of one shop: sent in no certain order, tried again, and troubled by the shop's faults. */
export class Deliveries {
  readonly #office: PostOffice;
  readonly #faults: Faults;
  readonly #chance: Chance;
  readonly #known = new Map<string, Delivery>();
  readonly #timers = new Map<Delivery, () => void>();
  readonly #lastSent = new Map<string, number>();
  readonly #settled: string[] = [];
  #queue: Sending[] = [];
  #held: Delivery[] = [];
  #underWay = 0;
  #counts = noCounts();

  constructor(office: PostOffice, faults: Faults, seed: string) {
    this.#office = office;
    this.#faults = faults;
    this.#chance = new Chance(seed);
  }

  /** Newest first. */
  get all(): readonly Delivery[] {
    return [...this.#known.values()].reverse();
  }

  get counts(): DeliveryCounts {
    return { ...this.#counts };
  }

  find(webhookId: string): Delivery | undefined {
    return this.#known.get(webhookId);
  }

  /** Takes up what is to be sent, and does to it what the faults say. */
  add(message: Omit<Message, "webhookId">, uri: string): Delivery {
    const delivery: Delivery = {
      message: { ...message, webhookId: randomUUID() },
      uri,
      attempts: [],
      state: "waiting",
      retries: 0,
      nextAt: null,
    };
    this.#known.set(delivery.message.webhookId, delivery);
    this.#counts.made += 1;
    this.#counts.waiting += 1;
    const { webhookDelaySeconds, webhookDelayPercent, webhookLosePercent } = this.#faults.settings;
    if (this.#saysTheSame(delivery)) this.#settle(delivery, "dropped");
    else if (this.#faults.strikes("webhookLoseNext") || this.#happens(webhookLosePercent)) this.#settle(delivery, "lost");
    else if (webhookDelaySeconds > 0 && this.#happens(webhookDelayPercent))
      this.#later(delivery, webhookDelaySeconds, () => this.#sendFirst(delivery));
    else this.#sendFirst(delivery);
    return delivery;
  }

  /** Sends a delivery now, whatever became of it: one that waits does not wait longer, a settled one comes once more. */
  sendNow(delivery: Delivery): void {
    if (this.#held.includes(delivery)) {
      this.#release();
      return;
    }
    this.#timers.get(delivery)?.();
    this.#timers.delete(delivery);
    this.#enqueue({ delivery, copy: delivery.state !== "waiting" });
  }

  /** Forgets all of them; those that wait are not sent. */
  forget(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#known.clear();
    this.#lastSent.clear();
    this.#settled.length = 0;
    this.#queue = [];
    this.#held = [];
    this.#counts = noCounts();
  }

  #sendFirst(delivery: Delivery): void {
    const { webhookShuffle } = this.#faults.settings;
    if (webhookShuffle > 1) this.#hold(delivery, webhookShuffle);
    else this.#sendOut(delivery);
  }

  /** Holds deliveries back until enough are together to go out in another order than they came in. */
  #hold(delivery: Delivery, enough: number): void {
    this.#held.push(delivery);
    if (this.#held.length === 1) this.#later(delivery, SHUFFLE_SECONDS, () => this.#release());
    if (this.#held.length >= enough) this.#release();
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    const lots = new Map(held.map((delivery) => [delivery, this.#chance.next()]));
    for (const delivery of held) {
      this.#timers.get(delivery)?.();
      this.#timers.delete(delivery);
    }
    for (const delivery of held.sort((a, b) => (lots.get(a) ?? 0) - (lots.get(b) ?? 0))) this.#sendOut(delivery);
  }

  #sendOut(delivery: Delivery): void {
    if (this.#faults.strikes("webhookForgeNext")) {
      this.#counts.forged += 1;
      this.#enqueue({ delivery, copy: true, secret: `not ${this.#office.receiver.apiSecret}` });
    }
    this.#enqueue({ delivery, copy: false });
    if (this.#faults.strikes("webhookDoubleNext") || this.#happens(this.#faults.settings.webhookDoublePercent))
      this.#enqueue({ delivery, copy: true });
  }

  #enqueue(sending: Sending): void {
    if (sending.copy && sending.secret === undefined) this.#counts.copies += 1;
    this.#queue.push(sending);
    this.#work();
  }

  #work(): void {
    while (this.#underWay < AT_ONCE) {
      const sending = this.#queue.shift();
      if (!sending) return;
      this.#underWay += 1;
      void this.#attempt(sending).finally(() => {
        this.#underWay -= 1;
        this.#work();
      });
    }
  }

  async #attempt({ delivery, copy, secret }: Sending): Promise<void> {
    const { sender, receiver, clock } = this.#office;
    const startedAt = performance.now();
    const at = new Date(clock.now()).toISOString();
    const url = new URL(delivery.uri.replace(/^\/+/, ""), `${receiver.url.replace(/\/$/, "")}/`);
    const answer = await sender.post(url, delivery.message, secret ?? receiver.apiSecret);
    if (this.#known.get(delivery.message.webhookId) !== delivery) return;

    delivery.attempts.push({ ...answer, at, tookMs: Math.round(performance.now() - startedAt), copy });
    this.#counts.attempts += 1;
    if (copy || delivery.state !== "waiting") return;
    if (isTaken(answer)) return this.#settle(delivery, "delivered");
    const wait = RETRY_WAITS_SECONDS[delivery.retries];
    if (wait === undefined) return this.#settle(delivery, "given up");
    delivery.retries += 1;
    this.#later(delivery, wait, () => this.#enqueue({ delivery, copy: false }));
  }

  #later(delivery: Delivery, seconds: number, run: () => void): void {
    const { timetable } = this.#office;
    delivery.nextAt = timetable.now() + seconds * 1000;
    const cancel = timetable.at(delivery.nextAt, () => {
      this.#timers.delete(delivery);
      delivery.nextAt = null;
      run();
    });
    this.#timers.set(delivery, cancel);
  }

  #settle(delivery: Delivery, state: DeliveryState): void {
    this.#counts[delivery.state] -= 1;
    this.#counts[state] += 1;
    delivery.state = state;
    delivery.nextAt = null;
    this.#settled.push(delivery.message.webhookId);
    if (this.#settled.length > REMEMBERED) this.#known.delete(this.#settled.shift() ?? "");
  }

  /** Shopify drops a webhook whose topic and body are those of one sent just before; how long before, it does not say. */
  #saysTheSame({ message: { topic, body }, uri }: Delivery): boolean {
    const windowMs = this.#faults.settings.webhookDropRepeatedSeconds * 1000;
    if (windowMs === 0) return false;
    const now = this.#office.timetable.now();
    const said = `${uri} ${topic} ${body}`;
    const before = this.#lastSent.get(said) ?? Number.NEGATIVE_INFINITY;
    if (now - before < windowMs) return true;
    if (this.#lastSent.size > REMEMBERED) this.#lastSent.clear();
    this.#lastSent.set(said, now);
    return false;
  }

  #happens(percent: number): boolean {
    return percent > 0 && this.#chance.of(percent / 100);
  }
}

function noCounts(): DeliveryCounts {
  return { made: 0, waiting: 0, delivered: 0, "given up": 0, lost: 0, dropped: 0, attempts: 0, copies: 0, forged: 0 };
}

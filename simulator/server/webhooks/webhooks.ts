import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { HostedShop } from "../hosted-shop.ts";
import { Deliveries, type PostOffice, type Receiver } from "./deliveries.ts";
import { exactJson } from "./exact-json.ts";
import { type Body, cut } from "./include-fields.ts";
import { Sender } from "./sender.ts";
import { COMPLIANCE_TOPICS, type Subscription, type Subscriptions, scopeOf } from "./subscriptions.ts";
import { Timetable } from "./timetable.ts";

/** Topics that reach an app that is no longer installed. */
const AFTER_UNINSTALL: ReadonlySet<string> = new Set(["app/uninstalled", ...COMPLIANCE_TOPICS]);

/** All webhooks of the stand-in. Without subscriptions nothing is ever sent. */
export class Webhooks {
  readonly timetable: Timetable;
  subscriptions: Subscriptions;
  readonly #office: PostOffice;
  readonly #byDomain = new Map<string, Deliveries>();
  #sent = 0;

  constructor(clock: Clock, receiver: Receiver, subscriptions: Subscriptions) {
    this.timetable = new Timetable(clock);
    this.subscriptions = subscriptions;
    this.#office = { clock, timetable: this.timetable, sender: new Sender(), receiver };
  }

  /** The webhooks of a shop. */
  of(hosted: HostedShop): Deliveries {
    let deliveries = this.#byDomain.get(hosted.domain);
    if (!deliveries) {
      deliveries = new Deliveries(this.#office, hosted.faults, hosted.domain);
      this.#byDomain.set(hosted.domain, deliveries);
    }
    return deliveries;
  }

  /** Tells the app what happened at a shop, where it wants to hear of it and may. The body is made only then. */
  tell(hosted: HostedShop, topic: string, body: () => Body, eventId: string = randomUUID()): void {
    const wanted = this.subscriptions.list.filter((each) => each.topic === topic);
    const scope = scopeOf(topic);
    if (wanted.length === 0 || (scope !== null && !hosted.shop.scopes.includes(scope))) return;
    if (!hosted.installed && !AFTER_UNINSTALL.has(topic)) return;
    const whole = body();
    const isCompliance = COMPLIANCE_TOPICS.includes(topic);
    for (const each of wanted) this.#send(hosted, each, isCompliance ? whole : cut(whole, each.includeFields), eventId);
  }

  /** Sends any body under any topic, wanted or not, such as a sample; a text goes out as it is. */
  sendByHand(hosted: HostedShop, topic: string, body: Body | string, uri?: string): string {
    const [first] = this.subscriptions.list;
    return this.#send(hosted, { topic, uri: uri ?? first?.uri ?? "/webhooks", includeFields: null }, body, randomUUID());
  }

  reset(): void {
    for (const deliveries of this.#byDomain.values()) deliveries.forget();
    this.timetable.clear();
    this.timetable.speed = 1;
  }

  stop(): void {
    this.reset();
    this.#office.sender.close();
  }

  #send(hosted: HostedShop, { topic, uri }: Subscription, body: Body | string, eventId: string): string {
    const { apiVersion } = this.subscriptions;
    const message = { topic, shopDomain: hosted.domain, apiVersion, eventId, triggeredAt: this.#instant() };
    const text = typeof body === "string" ? body : exactJson(body);
    return this.of(hosted).add({ ...message, body: text }, uri).message.webhookId;
  }

  /** Now, to the nanosecond as Shopify writes it; the last digits only count up. */
  #instant(): string {
    this.#sent += 1;
    return new Date(this.#office.clock.now()).toISOString().replace("Z", `${String(this.#sent % 1_000_000).padStart(6, "0")}Z`);
  }
}

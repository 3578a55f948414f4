import type { CheckoutRecord } from "../../simulator/world/checkouts.ts";
import type { BoughtLine, CheckoutAbandoned, CheckoutChanged, Id, TradeEvent } from "../../simulator/world/events.ts";
import type { OrderRecord } from "../../simulator/world/order-record.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { grouped, sum } from "./plain.ts";

/** How the app came to hear of carts and checkouts. */
export type Heard = {
  /** What Shopify listed when the app last asked for all of it, and what it listed earlier and lists no more. */
  readonly listed: ReadonlyMap<Id, CheckoutRecord>;
  /** The number of events that had happened when webhooks began to tell. */
  readonly toldFrom: number;
  /** Orders that the app was told of before they were deleted, as they were then. */
  readonly deleted: readonly OrderRecord[];
};

/** What is known of a checkout, however it is known; instants in milliseconds. */
export type Known = {
  readonly id: Id;
  readonly listed: CheckoutRecord | null;
  readonly isTold: boolean;
  readonly token: string | undefined;
  readonly begunAt: number;
  /** The last change before it was completed, as far as that is known. */
  readonly activeAt: number;
  readonly completedAt: number | null;
  readonly hasContact: boolean;
  readonly customerId: Id | null;
  readonly lines: readonly BoughtLine[];
  readonly value: number;
};

/** A cart of which webhooks told, as it stood last. */
export type HeardCart = {
  readonly token: string;
  readonly begunAt: number;
  readonly changedAt: number;
  readonly lines: readonly BoughtLine[];
};

type Change = CheckoutChanged | CheckoutAbandoned;
type Told = { readonly event: TradeEvent; readonly isTold: boolean };

/** Every checkout that was listed or told of, from the shop's history of events. */
export function knownCheckouts(shop: SimulatedShop, { listed, toldFrom }: Heard): Known[] {
  const events = shop.events.map((event, at): Told => ({ event, isTold: at >= toldFrom }));
  const tokens = new Map(
    events.flatMap(({ event }) => ("checkoutId" in event && "token" in event ? [[event.token, event.checkoutId]] : [])),
  );
  const histories = grouped(events, ({ event }) => ("checkoutId" in event ? event.checkoutId : tokens.get(checkoutTokenOf(event) ?? "")));
  return [...histories].flatMap(([id, history]) => {
    const listing = id === undefined ? null : (listed.get(id) ?? null);
    return id === undefined || !(listing || history.some(isTelling)) ? [] : [known(id, history, listing)];
  });
}

function checkoutTokenOf(event: TradeEvent): string | undefined {
  return event.type === "order_placed" ? event.checkoutToken : undefined;
}

/** A deletion names a checkout and tells nothing of it. */
function isTelling({ event, isTold }: Told): boolean {
  return isTold && event.type !== "checkout_deleted";
}

function known(id: Id, history: readonly Told[], listed: CheckoutRecord | null): Known {
  const changes = history.flatMap(({ event, isTold }) => (isChange(event) ? [{ event, isTold }] : []));
  const told = changes.filter(({ isTold }) => isTold).map(({ event }) => event);
  const telling = history.filter(isTelling).map(({ event }) => event);
  const facts = changes.at(-1)?.event;
  const begunAt = Date.parse(changes[0]?.event.at ?? "");
  const ordered = history.find(({ event }) => event.type === "order_placed")?.event;
  const recovered = telling.find(({ type }) => type === "checkout_recovered");
  const completedAt = ordered?.at ?? recovered?.at ?? listed?.completedAt ?? null;
  const active = [...told.map(({ at }) => at), ...(listed && !listed.completedAt ? [listed.updatedAt] : [])].map((at) => Date.parse(at));
  const isNewer = listed === null || Date.parse(telling.at(-1)?.at ?? "") > Date.parse(listed.updatedAt);
  return {
    id,
    listed,
    isTold: telling.length > 0,
    token: facts?.token,
    begunAt,
    activeAt: Math.max(begunAt, ...active),
    completedAt: completedAt === null ? null : Date.parse(completedAt),
    hasContact: listed !== null || changes.some(({ event }) => event.customerId !== null || event.destination !== undefined),
    customerId: listed?.customerId ?? facts?.customerId ?? null,
    lines: listed?.lines ?? facts?.lines ?? [],
    value: isNewer && facts ? totalOf(facts) : listed ? totalOf(listed) : 0,
  };
}

function isChange(event: TradeEvent): event is Change {
  return event.type === "checkout_changed" || event.type === "checkout_abandoned";
}

function totalOf({ lines, shipping = 0 }: { readonly lines: readonly BoughtLine[]; readonly shipping?: number }): number {
  return shipping + sum(lines, (line) => worth(line) + line.tax);
}

export function worth({ quantity, unitPrice, discount }: BoughtLine): number {
  return quantity * unitPrice - discount;
}

/** Every cart with goods of which webhooks told, as it stood last. */
export function heardCarts(shop: SimulatedShop, { toldFrom }: Heard): HeardCart[] {
  const changes = shop.events.slice(toldFrom).flatMap((event) => (event.type === "cart_changed" ? [event] : []));
  return [...grouped(changes, ({ cartToken }) => cartToken)].flatMap(([token, history]) => {
    const [first, last] = [history[0], history.at(-1)];
    if (!first || !last || last.lines.length === 0) return [];
    return [{ token, begunAt: Date.parse(first.at), changedAt: Date.parse(last.at), lines: last.lines }];
  });
}

/** The carts that went on: a checkout of theirs was told of, or an order came. */
export function cartsGoneOn(shop: SimulatedShop, { toldFrom }: Heard): Set<string> {
  const events = shop.events.flatMap((event, at) => (at >= toldFrom || event.type === "order_placed" ? [event] : []));
  return new Set(
    events.flatMap((event) => ((isChange(event) || event.type === "order_placed") && event.cartToken ? [event.cartToken] : [])),
  );
}

import { LiveIds } from "../../simulator/server/life/live-ids.ts";
import { newToken } from "../../simulator/server/life/tokens.ts";
import { Chance } from "../../simulator/world/demo/chance.ts";
import type { BoughtLine, CheckoutFacts, Id, TradeEvent } from "../../simulator/world/events.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";

const VISITS = 220;
const MINUTE_MS = 60_000;

/** When the visits are, and after how many minutes without a step somebody counts as gone. */
export type Visiting = { readonly fromMs: number; readonly untilMs: number; readonly cutOffMinutes: number };

type Draw = Visiting & { readonly shop: SimulatedShop; readonly chance: Chance; readonly ids: LiveIds; readonly customers: readonly Id[] };

/**
 * Everything that visitors of the online store do within a time, oldest first: carts that are filled, changed, emptied and left, checkouts
 * with and without contact details, completed in time, just in time, just too late, much later, or never; some listed, some deleted. One in
 * eight comes shortly before the end.
 */
export function visits(shop: SimulatedShop, visiting: Visiting): TradeEvent[] {
  const customers = [...shop.records.customers.all].map(({ id }) => id);
  const draw = { ...visiting, shop, chance: new Chance(`visits of ${shop.domain}`), ids: new LiveIds(shop.events), customers };
  const events = Array.from({ length: VISITS }, (_, at) => visit(draw, at % 8 === 0)).flat();
  const all = [...events, ...comeBack(draw)].filter(({ at }) => Date.parse(at) < visiting.untilMs);
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function visit(draw: Draw, isLate: boolean): TradeEvent[] {
  const { chance, fromMs, untilMs, cutOffMinutes } = draw;
  const begunMs = isLate ? untilMs - chance.between(1, 4 * cutOffMinutes) * MINUTE_MS : chance.between(fromMs, untilMs);
  const steps = new Steps(draw, begunMs);
  const cartToken = chance.of(0.85) ? newToken(chance) : undefined;
  if (cartToken) fillCart(draw, steps, cartToken);
  const fate = chance.next();
  if (cartToken && fate < 0.4) {
    if (fate < 0.05) steps.add((at) => ({ type: "cart_changed", at, cartToken, lines: [] }));
    return steps.events;
  }
  const begun = { token: newToken(chance), ...(cartToken && { cartToken }), customerId: null, lines: steps.lines };
  if (cartToken && fate < 0.48) buy(draw, steps, begun);
  else checkOut(draw, steps, begun);
  return steps.events;
}

function fillCart({ chance }: Draw, steps: Steps, cartToken: string): void {
  for (let left = chance.between(1, 3); left > 0; left -= 1) {
    const { lines } = steps;
    steps.add((at) => ({ type: "cart_changed", at, cartToken, lines }));
    steps.linger();
  }
}

type Facts = CheckoutFacts & { readonly token: string };

function checkOut(draw: Draw, steps: Steps, begun: Facts): void {
  const { chance, ids, customers, shop } = draw;
  const checkoutId = ids.next("checkout");
  const hasContact = chance.of(0.8);
  const isNew = chance.of(0.5);
  let facts: Facts = { ...begun, lines: steps.lines };
  if (chance.of(0.4)) steps.add((at) => ({ type: "checkout_changed", at, checkoutId, ...begun }));
  if (hasContact && isNew) facts = { ...facts, destination: { country: shop.profile.country, province: "NY" }, shipping: 695 };
  else if (hasContact) facts = { ...facts, customerId: chance.pick(customers) };
  for (let left = chance.between(1, 3); left > 0; left -= 1) {
    const changed = { ...facts, lines: steps.lines };
    facts = changed;
    steps.add((at) => ({ type: "checkout_changed", at, checkoutId, ...changed }));
    if (left > 1) steps.linger();
  }
  if (hasContact && chance.of(0.5)) steps.same((at) => ({ type: "checkout_abandoned", at, checkoutId, ...facts }));
  steps.linger();
  const fate = chance.next();
  if (fate < 0.55) buy(draw, steps, facts);
  else if (fate < 0.65) steps.add((at) => ({ type: "checkout_deleted", at, checkoutId }));
  else if (fate < 0.75 && steps.isListed) steps.add((at) => ({ type: "checkout_recovered", at, checkoutId }));
  else if (fate < 0.85) steps.add((at) => ({ type: "checkout_changed", at, checkoutId, ...facts, lines: steps.lines }));
}

/** Most orders stay; one in ten is a test, one in twenty is deleted an hour later. */
function buy({ chance, ids, shop }: Draw, steps: Steps, { token, cartToken, customerId, lines, destination }: Facts): void {
  const orderId = ids.next("order");
  const fate = chance.next();
  const sent = { ...(destination && { destination }), shipping: { amount: 695 }, sourceName: "web", paid: true, test: fate < 0.1 };
  const tokens = { checkoutToken: token, ...(cartToken && { cartToken }) };
  const name = ids.nextOrderName();
  const taxesIncluded = shop.profile.taxesIncluded;
  steps.add((at) => ({ type: "order_placed", at, orderId, name, customerId, lines, taxesIncluded, ...tokens, ...sent }));
  steps.wait(60);
  if (fate > 0.95) steps.add((at) => ({ type: "order_deleted", at, orderId }));
}

/** Some who left a checkout long ago, when no webhook told of it, come back: to complete it, or to put other things into it and leave again. */
function comeBack(draw: Draw): TradeEvent[] {
  const { shop, chance, fromMs, untilMs } = draw;
  const left = [...shop.records.checkouts.abandoned].filter(({ completedAt }) => completedAt === null).slice(-24);
  return left.flatMap(({ id: checkoutId, customerId, destination }, at) => {
    const steps = new Steps(draw, chance.between(fromMs, untilMs));
    const facts = { checkoutId, customerId, lines: steps.lines, ...(destination && { destination }) };
    steps.add((now) =>
      at % 2 === 0 ? { type: "checkout_recovered", at: now, checkoutId } : { type: "checkout_changed", at: now, ...facts },
    );
    return steps.events;
  });
}

/** The steps of one visit, one after the other. */
class Steps {
  readonly events: TradeEvent[] = [];
  readonly #draw: Draw;
  #atMs: number;

  constructor(draw: Draw, begunMs: number) {
    this.#draw = draw;
    this.#atMs = begunMs;
  }

  get isListed(): boolean {
    return this.events.some(({ type }) => type === "checkout_abandoned");
  }

  /** One to three things of the catalogue, at their price; now and then something that the shop has no product for. */
  get lines(): BoughtLine[] {
    const { shop, chance, ids } = this.#draw;
    const variants = [...shop.records.catalog.variants].filter(({ price }) => price > 0);
    return Array.from({ length: chance.between(1, 3) }, () => {
      const [variant, quantity] = [chance.of(0.07) ? null : chance.pick(variants), chance.between(1, 3)];
      const product = variant && shop.records.catalog.product(variant.productId);
      const unitPrice = variant?.price ?? chance.between(5, 80) * 100;
      return {
        ...{ id: ids.next("line"), productId: product?.id ?? null, variantId: variant?.id ?? null, title: product?.title ?? "Custom item" },
        ...{ variantTitle: null, sku: variant?.sku ?? null, vendor: product?.vendor ?? null, giftCard: false, quantity, unitPrice },
        ...{ discount: chance.of(0.2) ? Math.round(unitPrice / 10) : 0, tax: Math.round((unitPrice * quantity) / 12) },
      };
    });
  }

  add(step: (at: string) => TradeEvent): void {
    this.wait(1);
    this.same(step);
  }

  /** Something that happens at the instant of the step before. */
  same(step: (at: string) => TradeEvent): void {
    this.events.push(step(instant(this.#atMs)));
  }

  wait(minutes: number): void {
    this.#atMs += minutes * MINUTE_MS;
  }

  /** With the minute of the next step: within the cut-off, just at its end, just after, hours, days or more than a week later. */
  linger(): void {
    const { chance, cutOffMinutes } = this.#draw;
    const much = [3 * cutOffMinutes, 11 * 60, 50 * 60, 9 * 24 * 60];
    this.wait(chance.pick([1, 4, cutOffMinutes - 2, cutOffMinutes - 1, cutOffMinutes, ...much]));
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

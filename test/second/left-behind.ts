import { cartsGoneOn, heardCarts, type Known, knownCheckouts, worth } from "./heard.ts";
import { grouped, sum } from "./plain.ts";
import type { Trade } from "./trade.ts";

/** A checkout that was left, as the list shows it, with its lines. */
export type Left = ReturnType<typeof leftCheckout>;

/** A cart with goods that somebody is not still filling. `isLeft`: neither a checkout nor an order came of it. */
type Cart = { readonly day: string; readonly value: number; readonly isLeft: boolean };

/** What became, by an instant, of the carts and checkouts begun on each day. */
export type Begun = {
  readonly left: readonly Left[];
  readonly leftOn: ReadonlyMap<string, readonly Left[]>;
  readonly completedOn: ReadonlyMap<string, number>;
  readonly cartsOn: ReadonlyMap<string, readonly Cart[]>;
  /** The first day on which anything of it was begun or completed. */
  readonly firstDay: string | null;
};

export function begunOf(trade: Trade, at: number): Begun {
  const known = knownCheckouts(trade.shop, trade.heard);
  const abandoned = known.filter((checkout) => isAbandoned(trade, checkout));
  const left = abandoned.filter((checkout) => idleAt(trade, checkout) <= at || checkout.completedAt !== null);
  const rows = left.map((checkout) => leftCheckout(trade, checkout));
  const [completedOn, carts] = [completed(trade, known), cartsBegun(trade, Number.POSITIVE_INFINITY)];
  const days = [
    ...abandoned.map(({ begunAt }) => trade.shop.clock.day(begunAt)),
    ...completedOn.keys(),
    ...carts.map(({ day }) => day),
  ].sort();
  return {
    left: rows,
    leftOn: grouped(rows, ({ day }) => day),
    completedOn,
    cartsOn: grouped(cartsBegun(trade, at), ({ day }) => day),
    firstDay: days[0] ?? null,
  };
}

function idleAt({ cutOffMs }: Trade, { activeAt }: Known): number {
  return activeAt + cutOffMs;
}

/** Or is about to be, while somebody may still be at it. */
function isAbandoned(trade: Trade, checkout: Known): boolean {
  const { hasContact, completedAt } = checkout;
  return hasContact && (completedAt === null || completedAt > idleAt(trade, checkout));
}

function leftCheckout(trade: Trade, checkout: Known) {
  const { id, listed, begunAt, completedAt, customerId, value, lines } = checkout;
  const { clock, records } = trade.shop;
  return {
    key: `#${id}`,
    day: clock.day(begunAt),
    number: listed === null ? null : id,
    begunAt: new Date(begunAt).toISOString(),
    abandonedAt: new Date(idleAt(trade, checkout)).toISOString(),
    recoveredAt: completedAt === null ? null : new Date(completedAt).toISOString(),
    customerId: customerId !== null && records.customers.find(customerId) ? customerId : null,
    value: String(value),
    units: sum(lines, ({ quantity }) => quantity),
    lines,
  };
}

/**
 * Orders of checkouts that were not left: on the day on which the checkout was begun, or, where no webhook told of it, on that of the order.
 * Of these, as many are taken off a day as checkouts of which the export alone tells were recovered on it.
 */
function completed(trade: Trade, known: readonly Known[]): Map<string, number> {
  const { clock } = trade.shop;
  const told = new Map(known.flatMap((checkout) => (checkout.isTold && checkout.token !== undefined ? [[checkout.token, checkout]] : [])));
  const placed = trade.orders.filter(({ test, record }) => !test && record.placed.checkoutToken !== undefined);
  const days = placed.flatMap(({ day, record }) => {
    const checkout = told.get(record.placed.checkoutToken ?? "");
    if (checkout === undefined) return [day];
    return isAbandoned(trade, checkout) ? [] : [clock.day(checkout.begunAt)];
  });
  const untold = known.filter((checkout) => !checkout.isTold && isAbandoned(trade, checkout));
  const recovered = untold.flatMap(({ completedAt }) => (completedAt === null ? [] : [clock.day(completedAt)]));
  const [come, off] = [grouped(days, (day) => day), grouped(recovered, (day) => day)];
  return new Map(
    [...come.keys(), ...off.keys()].map((day) => [day, Math.max(0, (come.get(day)?.length ?? 0) - (off.get(day)?.length ?? 0))]),
  );
}

/** Carts with goods but those that somebody may still be filling at an instant. */
function cartsBegun(trade: Trade, at: number): Cart[] {
  const goneOn = cartsGoneOn(trade.shop, trade.heard);
  return heardCarts(trade.shop, trade.heard).flatMap(({ token, begunAt, changedAt, lines }) => {
    const isLeft = !goneOn.has(token);
    if (isLeft && changedAt + trade.cutOffMs > at) return [];
    return [{ day: trade.shop.clock.day(begunAt), value: sum(lines, worth), isLeft }];
  });
}

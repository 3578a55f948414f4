import { abandonedCheckouts } from "../../app/insights/abandonment/abandoned-checkouts.ts";
import { abandonedProducts } from "../../app/insights/abandonment/abandoned-products.ts";
import { abandonmentOverTime } from "../../app/insights/abandonment/abandonment-over-time.ts";
import { abandonmentTotals } from "../../app/insights/abandonment/abandonment-totals.ts";
import { firstCheckout } from "../../app/insights/abandonment/first-checkout.ts";
import type { CheckoutRecord } from "../../simulator/world/checkouts.ts";
import type { BoughtLine } from "../../simulator/world/events.ts";
import { titleOf } from "./goods.ts";
import { bucketOf, type Days, daysOf, grouped, money, sixDigits, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { compareIds, namesOf, type Trade } from "./trade.ts";

const CUT_OFF_MS = 10 * 60_000;

/** What the page of abandonment asks, where only the export tells of checkouts, and nothing of carts. */
export function abandonmentQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const now = new Date();
  const left = leftBehind(trade, now);
  const completed = completedOn(trade, left);
  const days = [...left.map(({ day }) => day), ...completed.keys()].sort();
  return [
    { insight: "first-checkout", of: "", ask: () => firstCheckout(shop, {}), expected: [{ firstDay: days[0] ?? null }] },
    ...ranges.flatMap((range) => inRange(trade, shop, { left, completed, at: now.toISOString() }, range)),
  ];
}

type Left = ReturnType<typeof leftCheckout>;
type Told = { readonly left: readonly Left[]; readonly completed: ReadonlyMap<string, number>; readonly at: string };

function inRange(trade: Trade, shop: AskedShop, { left, completed, at }: Told, range: Days): Question[] {
  const of = `${range.from} to ${range.to}`;
  const those = left.filter(within(range));
  const asked = { ...range, at, size: null, offset: 0 };
  const listed = (state: "all" | "lost" | "recovered", column: keyof typeof columns, descending: boolean) => {
    const rows = those.filter(({ recoveredAt }) => state === "all" || (state === "lost") === (recoveredAt === null));
    rows.sort((a, b) => (columns[column](a) - columns[column](b)) * (descending ? -1 : 1) || (a.key < b.key ? -1 : 1));
    return {
      insight: "abandoned-checkouts",
      of: `${of}, ${state} by ${column}`,
      ask: () => abandonedCheckouts(shop, { ...asked, state, sort: { column, descending } }),
      expected: rows.map(({ lines, ...row }) => ({ ...row, rows: rows.length })),
    };
  };
  return [
    {
      insight: "abandonment-totals",
      of,
      ask: () => abandonmentTotals(shop, { ...range, at }),
      expected: [totals(those, completedIn(completed, range))],
    },
    ...(["day", "week", "month"] as const).map((granularity) => ({
      insight: "abandonment-over-time",
      of: `${of} by ${granularity}`,
      ask: () => abandonmentOverTime(shop, { ...range, at, granularity }),
      expected: overTime(those, completed, range, (day) => bucketOf(day, range, granularity)),
    })),
    listed("all", "value", true),
    listed("lost", "begun", false),
    listed("recovered", "idle", true),
    listed("all", "units", false),
    {
      insight: "abandoned-products",
      of,
      ask: () => abandonedProducts(shop, { ...range, at, limit: 100 }),
      expected: products(trade, those),
    },
  ];
}

const columns = {
  begun: ({ begunAt }: Left) => Date.parse(begunAt),
  idle: ({ abandonedAt }: Left) => Date.parse(abandonedAt),
  value: ({ value }: Left) => Number(value),
  units: ({ units }: Left) => units,
};

/** Of a checkout that was completed the export tells no last change but that it was begun. */
function leftBehind(trade: Trade, now: Date): Left[] {
  return [...trade.shop.records.checkouts.abandoned]
    .map((checkout) => ({ checkout, idleMs: Date.parse(checkout.completedAt ? checkout.createdAt : checkout.updatedAt) + CUT_OFF_MS }))
    .filter(({ checkout: { completedAt }, idleMs }) => idleMs < (completedAt ? Date.parse(completedAt) : now.getTime()))
    .map(({ checkout, idleMs }) => leftCheckout(trade, checkout, idleMs));
}

function leftCheckout(trade: Trade, { id, createdAt, completedAt, customerId, lines, shipping }: CheckoutRecord, idleMs: number) {
  const { clock, records } = trade.shop;
  return {
    key: `#${id}`,
    day: clock.day(Date.parse(createdAt)),
    number: id,
    begunAt: new Date(createdAt).toISOString(),
    abandonedAt: new Date(idleMs).toISOString(),
    recoveredAt: completedAt ? new Date(completedAt).toISOString() : null,
    customerId: customerId !== null && records.customers.find(customerId) ? customerId : null,
    value: String(shipping + sum(lines, (line) => worth(line) + line.tax)),
    units: sum(lines, ({ quantity }) => quantity),
    lines,
  };
}

function worth({ quantity, unitPrice, discount }: BoughtLine): number {
  return quantity * unitPrice - discount;
}

/** Orders with a checkout by the day on which they were placed, less that day's recovered checkouts, of which as many of them came. */
function completedOn(trade: Trade, left: readonly Left[]): Map<string, number> {
  const placed = trade.orders.filter(({ test, record }) => !test && record.placed.checkoutToken !== undefined);
  const recovered = left.flatMap(({ recoveredAt }) => (recoveredAt === null ? [] : [trade.shop.clock.day(Date.parse(recoveredAt))]));
  const offDay = grouped(recovered, (day) => day);
  return new Map([...grouped(placed, ({ day }) => day)].map(([day, of]) => [day, Math.max(0, of.length - (offDay.get(day)?.length ?? 0))]));
}

function completedIn(completed: ReadonlyMap<string, number>, range: Days): number {
  return sum(daysOf(range), (day) => completed.get(day) ?? 0);
}

function totals(left: readonly Left[], completed: number) {
  const back = left.filter(({ recoveredAt }) => recoveredAt !== null);
  return {
    abandoned: left.length,
    value: money(left, ({ value }) => Number(value)),
    recovered: back.length,
    recoveredValue: money(back, ({ value }) => Number(value)),
    lostValue: money(left, ({ value, recoveredAt }) => (recoveredAt === null ? Number(value) : 0)),
    recoveryRate: sixDigits(back.length, left.length),
    completed,
    rate: sixDigits(left.length, left.length + completed),
    ...{ carts: 0, cartsLeft: 0, cartsValue: "0", cartRate: null },
  };
}

function overTime(left: readonly Left[], completed: ReadonlyMap<string, number>, range: Days, startOf: (day: string) => string) {
  const buckets = grouped(daysOf(range), startOf);
  const inBuckets = grouped(left, ({ day }) => startOf(day));
  return [...buckets].map(([start, days]) => {
    const those = inBuckets.get(start) ?? [];
    const { value, recoveryRate, carts, cartRate, ...told } = totals(
      those,
      sum(days, (day) => completed.get(day) ?? 0),
    );
    return { start, ...told };
  });
}

function products(trade: Trade, left: readonly Left[]) {
  const lines = left.flatMap((checkout) =>
    checkout.lines.map((line) => ({ checkout, line, productId: namesOf(trade.shop, line).productId ?? "0" })),
  );
  return [...grouped(lines, ({ productId }) => productId)]
    .map(([productId, all]) => {
      const lost = all.filter(({ checkout }) => checkout.recoveredAt === null);
      return {
        productId,
        title: titleOf(trade, productId),
        checkouts: new Set(all.map(({ checkout }) => checkout.key)).size,
        units: sum(all, ({ line }) => line.quantity),
        value: money(all, ({ line }) => worth(line)),
        lostUnits: sum(lost, ({ line }) => line.quantity),
        lostValue: money(lost, ({ line }) => worth(line)),
      };
    })
    .sort((a, b) => Number(b.lostValue) - Number(a.lostValue) || compareIds(a.productId, b.productId))
    .slice(0, 100);
}

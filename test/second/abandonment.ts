import { abandonedCheckouts } from "../../app/insights/abandonment/abandoned-checkouts.ts";
import { abandonedProducts } from "../../app/insights/abandonment/abandoned-products.ts";
import { abandonmentOverTime } from "../../app/insights/abandonment/abandonment-over-time.ts";
import { abandonmentTotals } from "../../app/insights/abandonment/abandonment-totals.ts";
import { firstCheckout } from "../../app/insights/abandonment/first-checkout.ts";
import { titleOf } from "./goods.ts";
import { worth } from "./heard.ts";
import { type Begun, begunOf, type Left } from "./left-behind.ts";
import { bucketOf, type Days, daysOf, grouped, money, sixDigits, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { compareIds, namesOf, type Trade } from "./trade.ts";

const DAY_MS = 86_400_000;

/** What the page of abandonment asks: as it stands now, and, where webhooks tell of it, a day from now, when nobody is still at a checkout. */
export function abandonmentQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const now = Date.now();
  const isTold = trade.shop.events.length > trade.heard.toldFrom;
  return [
    { insight: "first-checkout", of: "", ask: () => firstCheckout(shop, {}), expected: [{ firstDay: begunOf(trade, now).firstDay }] },
    ...(isTold ? [now, now + DAY_MS] : [now]).flatMap((at) => {
      const begun = begunOf(trade, at);
      return ranges.flatMap((range) => inRange(trade, shop, { begun, at: new Date(at).toISOString() }, range));
    }),
  ];
}

type Asked = { readonly begun: Begun; readonly at: string };

function inRange(trade: Trade, shop: AskedShop, { begun, at }: Asked, range: Days): Question[] {
  const of = `${range.from} to ${range.to}, at ${at}`;
  const those = begun.left.filter(within(range));
  const asked = { ...range, at, size: null, offset: 0 };
  const { weekStart } = trade;
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
      expected: [totals(begun, daysOf(range))],
    },
    ...(["day", "week", "month"] as const).map((granularity) => ({
      insight: "abandonment-over-time",
      of: `${of} by ${granularity}, weeks from ${weekStart}`,
      ask: () => abandonmentOverTime(shop, { ...range, at, granularity, weekStart }),
      expected: overTime(begun, range, (day) => bucketOf(day, range, granularity, weekStart)),
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

function totals({ leftOn, completedOn, cartsOn }: Begun, days: readonly string[]) {
  const left = days.flatMap((day) => leftOn.get(day) ?? []);
  const carts = days.flatMap((day) => cartsOn.get(day) ?? []);
  const cartsLeft = carts.filter(({ isLeft }) => isLeft);
  const back = left.filter(({ recoveredAt }) => recoveredAt !== null);
  const completed = sum(days, (day) => completedOn.get(day) ?? 0);
  return {
    abandoned: left.length,
    value: money(left, ({ value }) => Number(value)),
    recovered: back.length,
    recoveredValue: money(back, ({ value }) => Number(value)),
    lostValue: money(left, ({ value, recoveredAt }) => (recoveredAt === null ? Number(value) : 0)),
    recoveryRate: sixDigits(back.length, left.length),
    completed,
    rate: sixDigits(left.length, left.length + completed),
    carts: carts.length,
    cartsLeft: cartsLeft.length,
    cartsValue: money(cartsLeft, ({ value }) => value),
    cartRate: sixDigits(cartsLeft.length, carts.length),
  };
}

function overTime(begun: Begun, range: Days, startOf: (day: string) => string) {
  return [...grouped(daysOf(range), startOf)].map(([start, days]) => {
    const { value, recoveryRate, carts, cartRate, ...told } = totals(begun, days);
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

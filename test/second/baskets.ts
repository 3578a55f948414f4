import { basketCounts } from "../../app/insights/products/basket-counts.ts";
import { boughtTogether } from "../../app/insights/products/bought-together.ts";
import { basketOf, productIds, titleOf } from "./goods.ts";
import { type Days, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { compareIds, type Order, type Trade } from "./trade.ts";

const LARGEST = 25;
const FLOORS = { pairOrders: 5, productOrders: 20 };
const LOW_FLOORS = { pairOrders: 2, productOrders: 2 };
/** No more rows are asked for at once. */
const MOST = 20_000;
const APART = 1_000_000;

/** What the page of goods that are bought together asks. */
export function basketQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const known = productIds(trade);
  const places = new Map(known.toSorted(compareIds).map((id, place) => [id, place]));
  const all = trade.orders.filter(({ counts }) => counts).map((order) => ({ day: order.day, basket: placesOf(order, places) }));
  return ranges.flatMap((range) => {
    const baskets = all.filter(within(range)).filter(({ basket }) => basket.length > 0);
    const compared = baskets.filter(({ basket }) => basket.length <= LARGEST).map(({ basket }) => basket);
    const told = pairsOf(compared, LOW_FLOORS, known.toSorted(compareIds), trade);
    const of = `${range.from} to ${range.to}`;
    return [
      {
        insight: "basket-counts",
        of,
        ask: () => basketCounts(shop, range),
        expected: [{ compared: compared.length, leftOut: baskets.length - compared.length }],
      },
      ...[FLOORS, LOW_FLOORS].flatMap((floors) =>
        (["lift", "orders"] as const).map((sort) => question(shop, range, told, floors, sort, null)),
      ),
      ...known.slice(0, 3).flatMap((id) => question(shop, range, told, LOW_FLOORS, "confidence", id)),
    ];
  });
}

function placesOf(order: Order, places: ReadonlyMap<string, number>): number[] {
  return [...basketOf(order)].flatMap((id) => (id === null ? [] : [places.get(id) ?? -1])).sort((a, b) => a - b);
}

type Floors = typeof FLOORS;
type Pair = ReturnType<typeof pairsOf>[number];

function question(
  shop: AskedShop,
  range: Days,
  told: readonly Pair[],
  floors: Floors,
  sort: "lift" | "orders" | "confidence",
  productId: string | null,
) {
  const { pairOrders, productOrders } = floors;
  const those =
    productId === null
      ? told
      : told.flatMap((pair) => (pair.productId === productId ? [pair] : pair.otherId === productId ? [turned(pair)] : []));
  const rows = those
    .filter((pair) => pair.orders >= pairOrders && Math.min(pair.productOrders, pair.otherOrders) >= productOrders)
    .sort((a, b) => b[sort] - a[sort] || b.orders - a.orders || compareIds(a.productId, b.productId) || compareIds(a.otherId, b.otherId));
  return {
    insight: "bought-together",
    of: `${range.from} to ${range.to}, by ${sort}, of ${productId ?? "all"}, from ${pairOrders} orders on`,
    ask: () => boughtTogether(shop, { ...range, productId, ...floors, sort, descending: true, limit: MOST, offset: 0 }),
    expected: rows.slice(0, MOST).map((row) => ({ ...row, total: rows.length })),
  };
}

/** Pairs of different products in one basket, the smaller id first, where the floors let them. */
function pairsOf(baskets: readonly (readonly number[])[], { pairOrders, productOrders }: Floors, ids: readonly string[], trade: Trade) {
  const single = new Map<number, number>();
  const both = new Map<number, number>();
  for (const basket of baskets) {
    for (const [at, one] of basket.entries()) {
      single.set(one, (single.get(one) ?? 0) + 1);
      for (const other of basket.slice(at + 1)) both.set(one * APART + other, (both.get(one * APART + other) ?? 0) + 1);
    }
  }
  return [...both].flatMap(([key, orders]) => {
    const [one, other] = [Math.floor(key / APART), key % APART];
    const [first, second] = [single.get(one) ?? 0, single.get(other) ?? 0];
    if (orders < pairOrders || Math.min(first, second) < productOrders) return [];
    const [productId, otherId] = [ids[one] ?? "", ids[other] ?? ""];
    return [
      {
        productId,
        title: titleOf(trade, productId),
        otherId,
        otherTitle: titleOf(trade, otherId),
        orders,
        productOrders: first,
        otherOrders: second,
        support: orders / baskets.length,
        confidence: orders / first,
        confidenceBack: orders / second,
        lift: (orders * baskets.length) / (first * second),
      },
    ];
  });
}

function turned({ productId, title, otherId, otherTitle, productOrders, otherOrders, confidence, confidenceBack, ...rest }: Pair): Pair {
  return {
    ...rest,
    ...{ productId: otherId, title: otherTitle, productOrders: otherOrders, confidence: confidenceBack },
    ...{ otherId: productId, otherTitle: title, otherOrders: productOrders, confidenceBack: confidence },
  };
}

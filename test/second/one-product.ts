import { productCard } from "../../app/insights/products/product-card.ts";
import { productFigures } from "../../app/insights/products/product-figures.ts";
import { productOverTime } from "../../app/insights/products/product-over-time.ts";
import { productVariants } from "../../app/insights/products/product-variants.ts";
import { basketOf, daysSold, productIds } from "./goods.ts";
import { bucketOf, type Days, daysOf, grouped, money, ratio, some, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { shelfOf } from "./stock.ts";
import type { Order, Row, Trade } from "./trade.ts";

const SOME = 12;

/** What the page of one product asks, for some of them: those that sell most and least, gift cards, and one that nobody knows. */
export function oneProductQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const cards = [...trade.shop.records.catalog.products].filter(({ isGiftCard }) => isGiftCard).map(({ id }) => id);
  const goods = grouped(
    trade.rows.filter(({ lineType }) => lineType === "PRODUCT"),
    ({ productId }) => productId,
  );
  const orders = ordersByProduct(trade);
  const asked = [...new Set([...some(productIds(trade), SOME), ...cards.slice(0, 1)])];
  return [
    ...[...productIds(trade), "1"].map((productId) => ({
      insight: "product-card",
      of: productId,
      ask: () => productCard(shop, { productId }),
      expected: card(trade, productId, goods.get(productId) ?? []),
    })),
    ...asked.flatMap((productId) =>
      ranges.flatMap((range) =>
        questions(trade, shop, range, { productId, rows: goods.get(productId) ?? [], orders: orders.get(productId) ?? [] }),
      ),
    ),
  ];
}

type Sold = { readonly productId: string; readonly rows: readonly Row[]; readonly orders: readonly Order[] };

/** Orders that count, by each product that their first agreement sold goods of. */
function ordersByProduct(trade: Trade): Map<string | null, Order[]> {
  const counted = trade.orders.filter(({ counts }) => counts);
  const pairs = counted.flatMap((order) => [...basketOf(order)].map((productId) => ({ productId, order })));
  return new Map([...grouped(pairs, ({ productId }) => productId)].map(([id, of]) => [id, of.map(({ order }) => order)]));
}

function questions(trade: Trade, shop: AskedShop, range: Days, sold: Sold): Question[] {
  const { productId } = sold;
  const of = `${productId}, ${range.from} to ${range.to}`;
  const { today } = trade;
  return [
    {
      insight: "product-figures",
      of,
      ask: () => productFigures(shop, { ...range, productId }),
      expected: [figures(sold.rows.filter(within(range)), sold.orders.filter(within(range)))],
    },
    ...(["day", "week", "month"] as const).map((granularity) => ({
      insight: "product-over-time",
      of: `${of} by ${granularity}`,
      ask: () => productOverTime(shop, { ...range, productId, granularity, weekStart: "sunday" }),
      expected: overTime(sold, range, (day) => bucketOf(day, range, granularity, "sunday")),
    })),
    {
      insight: "product-variants",
      of,
      ask: () => productVariants(shop, { ...range, productId, today }),
      expected: variants(trade, sold, range),
    },
  ];
}

function figures(rows: readonly Row[], orders: readonly Order[]) {
  return {
    units: sum(rows, ({ unitsSold }) => unitsSold),
    unitsReturned: sum(rows, ({ unitsReturned }) => unitsReturned),
    grossSales: money(rows, ({ gross }) => gross),
    discounts: money(rows, ({ discounts }) => discounts),
    returns: money(rows, ({ returns }) => returns),
    netSales: money(rows, ({ net }) => net),
    returnRate: ratio(
      sum(rows, ({ returns }) => returns),
      sum(rows, ({ gross, discounts }) => gross - discounts),
    ),
    orders: orders.length,
    firstOrders: orders.filter(({ place }) => place === 1).length,
    laterOrders: orders.filter(({ place }) => (place ?? 0) > 1).length,
    guestOrders: orders.filter(({ customerId }) => customerId === null).length,
  };
}

function overTime({ rows, orders }: Sold, range: Days, startOf: (day: string) => string) {
  const sold = grouped(rows.filter(within(range)), ({ day }) => startOf(day));
  const placed = grouped(orders.filter(within(range)), ({ day }) => startOf(day));
  return [...new Set(daysOf(range).map(startOf))].map((start) => ({
    start,
    netSales: money(sold.get(start) ?? [], ({ net }) => net),
    units: sum(sold.get(start) ?? [], ({ unitsSold }) => unitsSold),
    unitsReturned: sum(sold.get(start) ?? [], ({ unitsReturned }) => unitsReturned),
    orders: placed.get(start)?.length ?? 0,
  }));
}

/** Those of the catalogue in its order, then goods of the product that name no variant of it. */
function variants(trade: Trade, { productId, rows }: Sold, range: Days) {
  const sold = grouped(rows.filter(within(range)), ({ variantId }) => variantId);
  const figuresOf = (variantId: string | null) => ({
    units: sum(sold.get(variantId) ?? [], ({ unitsSold }) => unitsSold),
    unitsReturned: sum(sold.get(variantId) ?? [], ({ unitsReturned }) => unitsReturned),
    netSales: money(sold.get(variantId) ?? [], ({ net }) => net),
  });
  const shelved = shelfOf(trade).filter((each) => each.productId === productId);
  const known = shelved.map(({ variantId, variantTitle: title, sku, tracked, available, onHand, unitsADay, daysLeft, lastSoldOn }) => ({
    ...{ variantId, title, sku, inCatalogue: true, ...figuresOf(variantId), tracked, available, onHand, unitsADay, daysLeft, lastSoldOn },
  }));
  if (!sold.has(null)) return known;
  const nothing = { title: null, sku: null, inCatalogue: false, tracked: false, available: null, onHand: null };
  return [...known, { variantId: null, ...nothing, ...figuresOf(null), unitsADay: null, daysLeft: null, lastSoldOn: null }];
}

function card(trade: Trade, productId: string, rows: readonly Row[]) {
  const product = trade.shop.records.catalog.product(productId);
  if (product === null) return [];
  const { title, productType: type, vendor, status, isGiftCard } = product;
  const days = daysSold(rows);
  const days_ = { firstSoldOn: days[0] ?? null, lastSoldOn: days.at(-1) ?? null };
  return [{ title, type, vendor, status, variants: product.variants.length, kept: true, deleted: false, isGiftCard, ...days_ }];
}

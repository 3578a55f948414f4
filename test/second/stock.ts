import { stock } from "../../app/insights/products/stock.ts";
import type { VariantRecord } from "../../simulator/world/catalog.ts";
import { daysSold } from "./goods.ts";
import { byValue, compareText, daysBetween, grouped, plusDays, sum, within } from "./plain.ts";
import type { AskedShop, Question } from "./question.ts";
import { compareIds, type Row, type Trade } from "./trade.ts";

const RATE_DAYS = 30;

/** What the page of the stock asks. */
export function stockQuestions(trade: Trade, shop: AskedShop): Question[] {
  const { today } = trade;
  const all = shelfOf(trade);
  const word = all[0]?.title.slice(1, 4).toUpperCase() ?? "";
  const asked = { today, search: "", runsOut: null, unsold: null, limit: null, offset: 0 };
  const question = (of: string, params: object, kept: (one: Shelved) => boolean, column: keyof typeof columns, descending = false) => {
    const rows = all.filter(kept).sort((a, b) => byValue(columns[column], descending)(a, b) || beside(a, b));
    return {
      insight: "stock",
      of,
      ask: () => stock(shop, { ...asked, ...params, sort: column, descending }),
      expected: rows.map(({ madeOn, position, ...row }) => ({ ...row, total: rows.length })),
    };
  };
  const any = () => true;
  return [
    ...Object.keys(columns)
      .filter(isColumn)
      .flatMap((column) => [question(`by ${column}`, {}, any, column), question(`by ${column}, turned round`, {}, any, column, true)]),
    ...[0, 7, 60].map((runsOut) =>
      question(`what runs out in ${runsOut} days`, { runsOut }, ({ daysLeft }) => daysLeft !== null && daysLeft <= runsOut, "left"),
    ),
    ...[1, 30, 90].map((unsold) => question(`not sold for ${unsold} days`, { unsold }, isUnsold(today, unsold), "sold")),
    question(
      `called ${word}`,
      { search: word },
      (one) => `${one.title} ${one.variantTitle} ${one.sku ?? ""}`.toUpperCase().includes(word),
      "title",
    ),
  ];
}

type Shelved = ReturnType<typeof shelfOf>[number];

const columns = {
  title: (row: Shelved) => row.title.toLowerCase(),
  available: (row: Shelved) => (row.tracked ? row.available : null),
  onhand: (row: Shelved) => (row.tracked ? row.onHand : null),
  rate: (row: Shelved) => row.unitsADay,
  left: (row: Shelved) => row.daysLeft,
  sold: (row: Shelved) => row.lastSoldOn,
};

function isColumn(name: string): name is keyof typeof columns {
  return name in columns;
}

function beside(a: Shelved, b: Shelved): number {
  return compareText(columns.title(a), columns.title(b)) || compareIds(a.productId, b.productId) || a.position - b.position;
}

/** Neither made nor sold on any of the days before today, nor today. */
function isUnsold(today: string, days: number): (one: Shelved) => boolean {
  const since = plusDays(today, -days);
  return ({ madeOn, lastSoldOn }) => madeOn < since && (lastSoldOn === null || lastSoldOn < since);
}

const shelves = new WeakMap<Trade, ReturnType<typeof shelved>[]>();

/** Every variant of the catalogue but gift cards, as it stands and sells; reckoned once. */
export function shelfOf(trade: Trade): ReturnType<typeof shelved>[] {
  const known = shelves.get(trade);
  if (known) return known;
  const goods = trade.rows.filter(({ lineType }) => lineType === "PRODUCT");
  const byVariant = grouped(goods, ({ variantId }) => variantId);
  const variants = [...trade.shop.records.catalog.variants].filter(({ productId }) => !productOf(trade, productId).isGiftCard);
  const all = variants.map((variant) => shelved(trade, variant, byVariant.get(variant.id) ?? []));
  all.sort((a, b) => a.position - b.position);
  shelves.set(trade, all);
  return all;
}

function shelved(
  trade: Trade,
  { id: variantId, productId, title: variantTitle, sku, tracked, position, available: levels }: VariantRecord,
  rows: readonly Row[],
) {
  const { title, createdAt } = productOf(trade, productId);
  const madeOn = trade.shop.clock.day(Date.parse(createdAt));
  const days = Math.max(1, Math.min(RATE_DAYS, daysBetween(madeOn, trade.today)));
  const lately = rows.filter(within({ from: plusDays(trade.today, -RATE_DAYS), to: plusDays(trade.today, -1) }));
  const units = sum(lately, ({ unitsSold, unitsReturned }) => unitsSold - unitsReturned);
  const stocked = Object.values(levels);
  const available = sum(stocked, (level) => level);
  return {
    productId,
    variantId,
    title,
    variantTitle,
    sku,
    tracked,
    available,
    onHand: stocked.length === 0 ? null : available,
    unitsADay: units / days,
    daysLeft: tracked && units > 0 ? Math.max(0, Math.floor((available * days) / units)) : null,
    lastSoldOn: daysSold(rows).at(-1) ?? null,
    madeOn,
    position,
  };
}

function productOf(trade: Trade, productId: string) {
  const product = trade.shop.records.catalog.product(productId);
  if (product === null) throw new Error(`product ${productId} is gone, and its variants are not`);
  return product;
}

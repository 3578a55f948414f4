import { productPerformance } from "../../app/insights/products/product-performance.ts";
import { productTotals } from "../../app/insights/products/product-totals.ts";
import { basketQuestions } from "./baskets.ts";
import { oneProductQuestions } from "./one-product.ts";
import { byValue, type Days, daysOf, grouped, money, plusDays, ratio, sum, within } from "./plain.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { stockQuestions } from "./stock.ts";
import type { Row, Trade } from "./trade.ts";

const groupings = ["product", "variant", "type", "vendor"] as const;
type Grouping = (typeof groupings)[number];

/** What the pages of products ask. */
export function productQuestions(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  return [
    ...ranges.flatMap((range) => performanceQuestions(trade, shop, range)),
    ...oneProductQuestions(trade, shop, ranges),
    ...stockQuestions(trade, shop),
    ...basketQuestions(trade, shop, ranges),
  ];
}

function performanceQuestions(trade: Trade, shop: AskedShop, range: Days): Question[] {
  const before = { from: plusDays(range.from, -daysOf(range).length), to: plusDays(range.from, -1) };
  const word = [...trade.shop.records.catalog.products][0]?.title.slice(1, 5).toUpperCase() ?? "a";
  return groupings.flatMap((by) => {
    const told = performed(trade, range, before, by);
    const found = told.filter(isFoundBy(word));
    const of = `${range.from} to ${range.to} by ${by}`;
    const asked = { ...range, before, by, search: "" };
    const all = { ...asked, limit: null, offset: 0 };
    const byKey = byValue<Performed>(({ key }) => key);
    const sorted = (sort: keyof typeof columns, descending: boolean) => ({
      insight: "product-performance",
      of: `${of}, sorted by ${sort}`,
      ask: () => productPerformance(shop, { ...all, sort, descending }),
      expected: [...told].sort((a, b) => byValue(columns[sort], descending)(a, b) || byKey(a, b)),
    });
    return [
      sorted("net", true),
      ...(by === "product"
        ? Object.keys(columns)
            .filter(isColumn)
            .map((column) => sorted(column, false))
        : []),
      {
        insight: "product-performance",
        of: `${of}, those called ${word}, but for the first of them`,
        ask: () => productPerformance(shop, { ...all, search: word, sort: "units", descending: true, offset: 1 }),
        expected: [...found].sort((a, b) => b.units - a.units || byKey(a, b)).slice(1),
      },
      ...[
        { search: "", rows: told },
        { search: word, rows: found },
      ].map(({ search, rows }) => ({
        insight: "product-totals",
        of: `${of}, of ${search || "all"}`,
        ask: () => productTotals(shop, { ...asked, search }),
        expected: [totals(trade, range, before, rows)],
      })),
      {
        insight: "product-totals",
        of: `${of}, compared with nothing`,
        ask: () => productTotals(shop, { ...asked, before: null }),
        expected: [totals(trade, range, null, performed(trade, range, null, by))],
      },
    ];
  });
}

type Performed = ReturnType<typeof performed>[number];

const columns = {
  title: (row: Performed) => row.title?.toLowerCase() ?? null,
  units: (row: Performed) => row.units,
  gross: (row: Performed) => Number(row.grossSales),
  discounts: (row: Performed) => Number(row.discounts),
  returns: (row: Performed) => Number(row.returns),
  rate: (row: Performed) => row.returnRate,
  net: (row: Performed) => Number(row.netSales),
  change: (row: Performed) => row.change,
};

function isColumn(name: string): name is keyof typeof columns {
  return name in columns;
}

function isFoundBy(word: string): (row: Performed) => boolean {
  return ({ title, variantTitle, sku }) => [title, variantTitle, sku].join(" ").toLowerCase().includes(word.toLowerCase());
}

/** Goods of a row by the names that its grouping gives them. */
function thingOf(trade: Trade, by: Grouping, { productId, variantId }: Row) {
  const { catalog } = trade.shop.records;
  const nothing = { productId: null, variantId: null, title: null, variantTitle: null, sku: null };
  const product = productId === null ? null : catalog.product(productId);
  if (product === null) return { key: "none", ...nothing };
  const { title, productType, vendor } = product;
  if (by === "type") return { ...nothing, key: `=${productType}`, title: productType };
  if (by === "vendor") return { ...nothing, key: `=${vendor}`, title: vendor };
  if (by === "product") return { ...nothing, key: product.id, productId, title };
  const variant = variantId === null ? null : catalog.variant(variantId);
  const names = { variantTitle: variant?.title ?? null, sku: variant?.sku ?? null };
  return { key: `${product.id}.${variantId ?? 0}`, productId, variantId, title, ...names };
}

function performed(trade: Trade, range: Days, before: Days | null, by: Grouping) {
  const goods = trade.rows.filter(({ lineType }) => lineType === "PRODUCT");
  const whole = sum(trade.rows.filter(within(range)), ({ net }) => net);
  const keyOf = (row: Row) => thingOf(trade, by, row).key;
  const earlier = before === null ? new Map<string, Row[]>() : grouped(goods.filter(within(before)), keyOf);
  return [...grouped(goods.filter(within(range)), keyOf)].flatMap(([key, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const [net, netBefore] = [rows, earlier.get(key) ?? []].map((those) => sum(those, (row) => row.net));
    const sold = sum(rows, ({ gross, discounts }) => gross - discounts);
    return [
      {
        ...thingOf(trade, by, first),
        deleted: false,
        units: sum(rows, ({ unitsSold }) => unitsSold),
        unitsReturned: sum(rows, ({ unitsReturned }) => unitsReturned),
        grossSales: money(rows, ({ gross }) => gross),
        discounts: money(rows, ({ discounts }) => discounts),
        returns: money(rows, ({ returns }) => returns),
        netSales: String(net),
        netBefore: String(netBefore),
        returnRate: ratio(
          sum(rows, ({ returns }) => returns),
          sold,
        ),
        share: ratio(net ?? 0, whole),
        change: ratio((net ?? 0) - (netBefore ?? 0), Math.abs(netBefore ?? 0)),
      },
    ];
  });
}

function totals(trade: Trade, range: Days, before: Days | null, rows: readonly Performed[]) {
  const all = trade.rows.filter(within(range));
  const adjusted = all.filter(({ lineType }) => lineType === "ADJUSTMENT");
  return {
    rows: rows.length,
    units: sum(rows, ({ units }) => units),
    unitsReturned: sum(rows, ({ unitsReturned }) => unitsReturned),
    grossSales: money(rows, ({ grossSales }) => Number(grossSales)),
    discounts: money(rows, ({ discounts }) => Number(discounts)),
    returns: money(rows, ({ returns }) => Number(returns)),
    netSales: money(rows, ({ netSales }) => Number(netSales)),
    netBefore: money(rows, ({ netBefore }) => Number(netBefore)),
    adjustments: money(adjusted, ({ returns }) => returns),
    shopNetSales: money(all, ({ net }) => net),
    shopNetBefore: money(before === null ? [] : trade.rows.filter(within(before)), ({ net }) => net),
  };
}

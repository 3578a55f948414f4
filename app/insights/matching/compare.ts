import { type FigureName, type Figures, figureNames, type SomeFigures } from "../../lib/report-figures.ts";

/** One number on both sides, as text; `difference` is ours − Shopify's. */
export type Pair = { readonly name: FigureName; readonly shopify: string; readonly ours: string; readonly difference: string };

/** Both sides of one day: values in the order of `told`. `differing` names the numbers that are not the same. */
export type ComparedDay = {
  readonly day: string;
  readonly shopify: readonly string[];
  readonly ours: readonly string[];
  readonly differing: readonly FigureName[];
};

export type DayComparison = {
  /** The numbers that Shopify told, and those that its answer did not have. */
  readonly told: readonly FigureName[];
  readonly untold: readonly FigureName[];
  readonly days: readonly ComparedDay[];
  /** Sums over the days, of the numbers that Shopify told. */
  readonly totals: readonly Pair[];
  readonly differingDays: number;
};

type Day = { readonly day: string };

/**
 * Lays Shopify's days beside ours, number by number. A day that either side does not have stands for zeros, for no report has a row for a
 * day without a sale. Numbers that Shopify did not tell on any day are not compared.
 */
export function compareDays(shopify: readonly (Day & SomeFigures)[], ours: readonly (Day & Figures)[]): DayComparison {
  const told = figureNames.filter((name) => shopify.some((row) => row[name] !== undefined));
  const theirs = new Map(shopify.map((row) => [row.day, row]));
  const own = new Map(ours.map((row) => [row.day, row]));
  const days = [...new Set([...theirs.keys(), ...own.keys()])].sort().map((day) => {
    const pairs = pairsOf(told, theirs.get(day), own.get(day));
    return { day, shopify: pairs.map((pair) => pair.shopify), ours: pairs.map((pair) => pair.ours), differing: differingOf(pairs) };
  });
  return {
    told,
    untold: figureNames.filter((name) => !told.includes(name)),
    days,
    totals: told.map((name, at) => pairOf(name, sumOf(days.map((day) => day.shopify[at])), sumOf(days.map((day) => day.ours[at])))),
    differingDays: days.filter(({ differing }) => differing.length > 0).length,
  };
}

type Sale = { readonly saleId: string; readonly orderId: string; readonly orderName: string; readonly lineType: string };

export type ComparedSale = Sale & {
  /** "missing": Shopify has it and we do not; "extra": the other way round. */
  readonly found: "both" | "missing" | "extra";
  /** Of the numbers that either side has something other than zero for. */
  readonly pairs: readonly Pair[];
  readonly differing: readonly FigureName[];
};

/** Lays a day's sales beside ours, one by one, by their id and line type. All of them, those that are not the same first. */
export function compareSales(shopify: readonly (Sale & SomeFigures)[], ours: readonly (Sale & Figures)[]): ComparedSale[] {
  const told = figureNames.filter((name) => name !== "orders" && (shopify.length === 0 || shopify.some((row) => row[name] !== undefined)));
  const own = new Map(ours.map((row) => [keyOf(row), row]));
  const theirs = new Map(shopify.map((row) => [keyOf(row), row]));
  const rows = [...new Map([...own, ...theirs])].map(([key, { saleId, orderId, orderName, lineType }]) => {
    const [mine, other] = [own.get(key), theirs.get(key)];
    const pairs = pairsOf(told, other, mine).filter((pair) => pair.shopify !== "0" || pair.ours !== "0");
    const found = mine === undefined ? ("missing" as const) : other === undefined ? ("extra" as const) : ("both" as const);
    return { saleId, orderId, orderName, lineType, found, pairs, differing: differingOf(pairs) };
  });
  return rows.sort((a, b) => rank(a) - rank(b));
}

const keyOf = ({ saleId, lineType }: Sale): string => `${saleId} ${lineType.toLowerCase()}`;
const rank = ({ found, differing }: ComparedSale): number => (found !== "both" ? 0 : differing.length > 0 ? 1 : 2);

function pairsOf(names: readonly FigureName[], shopify: SomeFigures | undefined, ours: Figures | undefined): Pair[] {
  return names.map((name) => pairOf(name, shopify?.[name] ?? "0", ours?.[name] ?? "0"));
}

function pairOf(name: FigureName, shopify: string, ours: string): Pair {
  return { name, shopify, ours, difference: String(BigInt(ours) - BigInt(shopify)) };
}

function differingOf(pairs: readonly Pair[]): FigureName[] {
  return pairs.filter(({ difference }) => difference !== "0").map(({ name }) => name);
}

function sumOf(values: readonly (string | undefined)[]): string {
  return String(values.reduce((sum, value) => sum + BigInt(value ?? "0"), 0n));
}

import { type FigureName, type Figures, figureNames, type SomeFigures } from "./figures.ts";

/** One number on both sides, as text; `difference` is ours − Shopify's. */
export type Pair = { readonly name: FigureName; readonly shopify: string; readonly ours: string; readonly difference: string };

/** What stands against what under one key: a day or a sale. `differing` names the numbers that are not the same. */
export type Compared<Key extends string> = { readonly [key in Key]: string } & {
  readonly pairs: readonly Pair[];
  readonly differing: readonly FigureName[];
};

export type DayComparison = {
  readonly days: readonly Compared<"day">[];
  /** Sums over the days, of the numbers that Shopify told. */
  readonly totals: readonly Pair[];
  /** Numbers that its answer did not have. */
  readonly untold: readonly FigureName[];
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
    return { day, pairs, differing: differingOf(pairs) };
  });
  const totals = told.map((name) => sumOf(name, days));
  const untold = figureNames.filter((name) => !told.includes(name));
  return { days, totals, untold, differingDays: days.filter(({ differing }) => differing.length > 0).length };
}

type Sale = { readonly saleId: string; readonly orderId: string; readonly orderName: string; readonly lineType: string };

export type SaleComparison = Sale & {
  /** "missing": Shopify has it and we do not; "extra": the other way round. */
  readonly found: "both" | "missing" | "extra";
  readonly pairs: readonly Pair[];
  readonly differing: readonly FigureName[];
};

/** Lays a day's sales beside ours, one by one, by their id and line type. All of them, those that are not the same first. */
export function compareSales(shopify: readonly (Sale & SomeFigures)[], ours: readonly (Sale & Figures)[]): SaleComparison[] {
  const told = figureNames.filter((name) => name !== "orders" && shopify.some((row) => row[name] !== undefined));
  const names = told.length > 0 ? told : figureNames.filter((name) => name !== "orders");
  const keyOf = ({ saleId, lineType }: Sale) => `${saleId} ${lineType.toLowerCase()}`;
  const own = new Map(ours.map((row) => [keyOf(row), row]));
  const theirs = new Map(shopify.map((row) => [keyOf(row), row]));
  const rows = [...new Set([...own.keys(), ...theirs.keys()])].flatMap((key) => {
    const [mine, other] = [own.get(key), theirs.get(key)];
    const known = mine ?? other;
    if (known === undefined) return [];
    const pairs = pairsOf(names, other, mine);
    const found = mine === undefined ? ("missing" as const) : other === undefined ? ("extra" as const) : ("both" as const);
    const { saleId, orderId, orderName, lineType } = known;
    return [{ saleId, orderId, orderName, lineType, found, pairs, differing: differingOf(pairs) }];
  });
  return rows.sort((a, b) => rank(a) - rank(b));
}

const rank = ({ found, differing }: SaleComparison): number => (found !== "both" ? 0 : differing.length > 0 ? 1 : 2);

function pairsOf(names: readonly FigureName[], shopify: SomeFigures | undefined, ours: Figures | undefined): Pair[] {
  return names.map((name) => pair(name, shopify?.[name] ?? "0", ours?.[name] ?? "0"));
}

function pair(name: FigureName, shopify: string, ours: string): Pair {
  return { name, shopify, ours, difference: String(BigInt(ours) - BigInt(shopify)) };
}

function differingOf(pairs: readonly Pair[]): FigureName[] {
  return pairs.filter(({ difference }) => difference !== "0").map(({ name }) => name);
}

function sumOf(name: FigureName, days: readonly Compared<"day">[]): Pair {
  let [shopify, ours] = [0n, 0n];
  for (const { pairs } of days) {
    const found = pairs.find((each) => each.name === name);
    shopify += BigInt(found?.shopify ?? "0");
    ours += BigInt(found?.ours ?? "0");
  }
  return pair(name, String(shopify), String(ours));
}

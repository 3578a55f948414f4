/**
 * Shopify's names of the groups that customers are sorted into (`CustomerRfmGroup`), in small letters; those with no orders are prospects.
 */
export const rfmGroups = [
  "champions",
  "loyal",
  "active",
  "new",
  "promising",
  "needs_attention",
  "at_risk",
  "almost_lost",
  "dormant",
  "previously_loyal",
  "prospects",
] as const;

export type RfmGroup = (typeof rfmGroups)[number];

/** A score: 1 is the lowest fifth, 5 the highest. */
export type Score = 1 | 2 | 3 | 4 | 5;
export const scores: readonly Score[] = [1, 2, 3, 4, 5];

type Row = readonly [best: RfmGroup, middle: RfmGroup, low: RfmGroup];

/** Groups by recency, and within it by FM: 4 and more, 2 to 3.5, less than 2. The grid of docs/metrics.md. */
const grid: Readonly<Record<Score, Row>> = {
  5: ["champions", "active", "new"],
  4: ["loyal", "active", "promising"],
  3: ["loyal", "needs_attention", "promising"],
  2: ["at_risk", "almost_lost", "dormant"],
  1: ["previously_loyal", "almost_lost", "dormant"],
};

/**
 * The group of a cell: a recency score, and FM = (frequency + money) ÷ 2 with its half cut off. No border between groups lies between a
 * whole and the half above it, so the cut changes no group.
 */
export function groupOf(recency: Score, worth: Score): RfmGroup {
  const [best, middle, low] = grid[recency];
  if (worth >= 4) return best;
  return worth >= 2 ? middle : low;
}

/** The cells that make up a group; none for prospects. */
export function cellsOf(group: RfmGroup): readonly { readonly recency: Score; readonly worth: Score }[] {
  return scores.flatMap((recency) => scores.filter((worth) => groupOf(recency, worth) === group).map((worth) => ({ recency, worth })));
}

/** The group that the text names, as an address or Shopify writes it ("at_risk", "AT_RISK"); null for any other text. */
export function rfmGroupNamed(text: string): RfmGroup | null {
  return rfmGroups.find((group) => group === text.toLowerCase()) ?? null;
}

/** What customers of a cell or a group are together; money in minor units. */
export type Counted = { readonly customers: number; readonly netSales: string };

/** The sums of each group over its cells, in the order of `rfmGroups`; prospects have none. */
export function groupTotals(
  cells: readonly (Counted & { readonly recency: Score; readonly worth: Score })[],
): readonly (Counted & { readonly group: RfmGroup })[] {
  return rfmGroups
    .filter((group) => group !== "prospects")
    .map((group) => {
      const own = cells.filter(({ recency, worth }) => groupOf(recency, worth) === group);
      return { group, ...totalOf(own) };
    });
}

/** The sum of several. */
export function totalOf(parts: readonly Counted[]): Counted {
  return {
    customers: parts.reduce((sum, { customers }) => sum + customers, 0),
    netSales: parts.reduce((sum, { netSales }) => sum + BigInt(netSales), 0n).toString(),
  };
}

/** How many customers of these cells are in the group. */
export function customersIn(
  group: RfmGroup,
  cells: readonly { readonly recency: Score; readonly worth: Score; readonly customers: number }[],
): number {
  return cells.reduce((sum, { recency, worth, customers }) => (groupOf(recency, worth) === group ? sum + customers : sum), 0);
}

import type { Buyer } from "./buyers.ts";

type Four<T> = readonly [T, T, T, T];
export type Score = 1 | 2 | 3 | 4 | 5;

/** The 20, 40, 60 and 80 % quantiles of the shop's own customers: values that customers have. */
export type CutPoints = { readonly lastOn: Four<string>; readonly orders: Four<number>; readonly net: Four<number> };

export function cutPointsOf(buyers: readonly Buyer[]): CutPoints {
  return {
    lastOn: quantiles(buyers.map(({ lastOn }) => lastOn)),
    orders: quantiles(buyers.map(({ orders }) => orders.length)),
    net: quantiles(buyers.map(({ net }) => net)),
  };
}

/** The smallest value that at least so many of all are not above. */
function quantiles<T extends string | number>(values: readonly T[]): Four<T> {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (fifths: number): T => {
    const found = sorted[Math.ceil((sorted.length * fifths) / 5) - 1];
    if (found === undefined) throw new Error("nobody has ordered");
    return found;
  };
  return [at(1), at(2), at(3), at(4)];
}

const SCORES: readonly Score[] = [1, 2, 3, 4, 5];

function scoreOf<T extends string | number>(value: T, cuts: Four<T>): Score {
  return SCORES[cuts.filter((cut) => cut < value).length] ?? 5;
}

/** `worth` is the mean of frequency and money, its half cut off. */
export function scoresOf({ lastOn, orders, net }: Buyer, cuts: CutPoints) {
  const [frequency, money] = [scoreOf(orders.length, cuts.orders), scoreOf(net, cuts.net)];
  const worth = SCORES[Math.floor((frequency + money) / 2) - 1] ?? 1;
  return { recency: scoreOf(lastOn, cuts.lastOn), worth, frequency, money };
}

export type Group =
  | "champions"
  | "loyal"
  | "active"
  | "new"
  | "promising"
  | "needs_attention"
  | "at_risk"
  | "almost_lost"
  | "dormant"
  | "previously_loyal";

/** The grid of the definitions, row by row: FM of 4 and more, of 2 to 3.5, and below. */
const GRID: Readonly<Record<Score, readonly [Group, Group, Group]>> = {
  5: ["champions", "active", "new"],
  4: ["loyal", "active", "promising"],
  3: ["loyal", "needs_attention", "promising"],
  2: ["at_risk", "almost_lost", "dormant"],
  1: ["previously_loyal", "almost_lost", "dormant"],
};

export function groupOf({ recency, frequency, money }: { recency: Score; frequency: Score; money: Score }): Group {
  const [best, middle, low] = GRID[recency];
  const fm = (frequency + money) / 2;
  if (fm >= 4) return best;
  return fm >= 2 ? middle : low;
}

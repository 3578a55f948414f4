import type { Id } from "../events.ts";

/** Where a kind of id starts and how far one lies from the next, for a shop's ids rise but do not follow each other. */
const kinds = {
  order: [5_412_000_000_001, 32_771],
  line: [13_870_000_000_001, 32_771],
  customer: [7_120_000_000_001, 65_539],
  product: [8_230_000_000_001, 32_771],
  variant: [44_120_000_000_001, 32_771],
  inventoryItem: [46_210_000_000_001, 32_771],
  checkout: [31_440_000_000_001, 65_539],
} as const;

/** Gives out ids, each once. Now and then one is above 2^53, where a JavaScript number would lose its last digit. */
export class Ids {
  readonly #given = new Map<string, number>();
  #huge = 9_007_199_254_740_993n;

  next(kind: keyof typeof kinds): Id {
    const nth = this.#given.get(kind) ?? 0;
    this.#given.set(kind, nth + 1);
    const [first, step] = kinds[kind];
    if ((kind === "order" && nth % 2_503 === 2_001) || (kind === "product" && nth % 31 === 17)) return String(this.#huge++);
    return String(first + nth * step);
  }
}

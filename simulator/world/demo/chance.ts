/** A seeded source of chance: the same seed gives the same draws on every machine. */
export class Chance {
  #state: number;

  constructor(seed: string) {
    let hash = 2_166_136_261;
    for (const letter of seed) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
    this.#state = hash >>> 0;
  }

  /** At least 0, below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True in the given part of all cases. */
  of(part: number): boolean {
    return this.next() < part;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A waiting time with the given mean. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** One of the things, each as likely as the others. */
  pick<Thing>(things: readonly Thing[]): Thing {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined) throw new Error("there is nothing to pick from");
    return thing;
  }

  /** The index of a weight, as likely as the weight is large. The list must not change, for its sums are kept. */
  weighted(weights: readonly number[]): number {
    let sums = keptSums.get(weights);
    if (!sums) {
      let sum = 0;
      sums = weights.map((weight) => {
        sum += weight;
        return sum;
      });
      keptSums.set(weights, sums);
    }
    const lot = this.next() * (sums.at(-1) ?? 0);
    const at = sums.findIndex((sum) => lot < sum);
    return at < 0 ? weights.length - 1 : at;
  }
}

const keptSums = new WeakMap<readonly number[], readonly number[]>();

import type { Clock } from "../clock.ts";

const MAXIMUM = 2000;
const RESTORE_PER_SECOND = 100;

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** The points an app may spend on one shop: a bucket of 2,000 that fills at 100 a second. */
export class PointBucket {
  readonly #clock: Clock;
  #available = MAXIMUM;
  #filledAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#filledAt = clock.now();
  }

  /** Takes the points if they are there. */
  take(points: number): boolean {
    this.#fill();
    if (this.#available < points) return false;
    this.#available -= points;
    return true;
  }

  /** Gives back what a query was reckoned at and did not cost. */
  giveBack(points: number): void {
    this.#available = Math.min(MAXIMUM, this.#available + points);
  }

  status(): ThrottleStatus {
    this.#fill();
    return { maximumAvailable: MAXIMUM, currentlyAvailable: Math.floor(this.#available), restoreRate: RESTORE_PER_SECOND };
  }

  /** Pours out all points, so that the next query is throttled. */
  empty(): void {
    this.#fill();
    this.#available = 0;
  }

  reset(): void {
    this.#available = MAXIMUM;
    this.#filledAt = this.#clock.now();
  }

  #fill(): void {
    const now = this.#clock.now();
    this.#available = Math.min(MAXIMUM, this.#available + (Math.max(0, now - this.#filledAt) / 1000) * RESTORE_PER_SECOND);
    this.#filledAt = now;
  }
}

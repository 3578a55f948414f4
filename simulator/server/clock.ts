/** The stand-in's own time: the machine's, moved forward by tests that cannot wait an hour for a token to expire. */
export class Clock {
  #offsetMs = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Moves time forward (or back) by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }

  reset(): void {
    this.#offsetMs = 0;
  }
}

/** The stand-in's own time: the machine's, moved forward by tests that cannot wait an hour for a token to expire. */
export class Clock {
  readonly #listeners = new Set<() => void>();
  #offsetMs = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Moves time forward (or back) by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
    this.#tell();
  }

  reset(): void {
    this.#offsetMs = 0;
    this.#tell();
  }

  /** Calls back whenever time was moved. */
  onMove(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

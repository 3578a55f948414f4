/** The stand-in's own time: the machine's, moved forward by tests that cannot wait an hour for a token to expire. */
export class Clock {
  readonly #listeners = new Set<() => void>();
  #offsetMs = 0;
  #stoppedAt: number | null = null;

  /** Milliseconds since the epoch. */
  now(): number {
    return (this.#stoppedAt ?? Date.now()) + this.#offsetMs;
  }

  /** From now on time passes only as it is moved, until the reset: what a test does meanwhile takes none. */
  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  /** Moves time forward (or back) by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
    this.#tell();
  }

  reset(): void {
    this.#offsetMs = 0;
    this.#stoppedAt = null;
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

import type { Clock } from "../clock.ts";

/** The longest time that a timer of Node's can wait; what is due later looks again then. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

type Entry = { readonly dueAt: number; readonly run: () => void; timer: NodeJS.Timeout | undefined };

/**
 * What Shopify does later: retries over four hours, a redaction after two days. It goes by the stand-in's clock, and faster by `speed`, so
 * that waiting can be short while the shop's own time, its tokens and its orders' instants stay true.
 */
export class Timetable {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();
  #speed = 1;
  /** How far waiting has got ahead of the clock by its speed, and since when it gains more. */
  #gainedMs = 0;
  #gainingSince: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#gainingSince = performance.now();
    clock.onMove(() => this.#wake());
  }

  /** The time by which waiting goes: the clock's, plus what the speed has gained. */
  now(): number {
    return this.#clock.now() + this.#gainedMs + (performance.now() - this.#gainingSince) * (this.#speed - 1);
  }

  get speed(): number {
    return this.#speed;
  }

  /** How many seconds of waiting pass in one. */
  set speed(speed: number) {
    this.#gainedMs += (performance.now() - this.#gainingSince) * (this.#speed - 1);
    this.#gainingSince = performance.now();
    this.#speed = speed;
    this.#wake();
  }

  /** Does something once it is due; the function that comes back calls it off. */
  at(dueAt: number, run: () => void): () => void {
    const entry: Entry = { dueAt, run, timer: undefined };
    this.#entries.add(entry);
    this.#arm(entry);
    return () => this.#drop(entry);
  }

  /** Calls off everything. */
  clear(): void {
    for (const entry of this.#entries) this.#drop(entry);
  }

  #wake(): void {
    for (const entry of this.#entries) this.#arm(entry);
  }

  #arm(entry: Entry): void {
    clearTimeout(entry.timer);
    const waitMs = Math.max(0, (entry.dueAt - this.now()) / this.#speed);
    entry.timer = setTimeout(() => this.#ring(entry), Math.min(Math.ceil(waitMs), LONGEST_WAIT_MS));
  }

  #ring(entry: Entry): void {
    if (this.now() < entry.dueAt) this.#arm(entry);
    else {
      this.#drop(entry);
      entry.run();
    }
  }

  #drop(entry: Entry): void {
    clearTimeout(entry.timer);
    this.#entries.delete(entry);
  }
}

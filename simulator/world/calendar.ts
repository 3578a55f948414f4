const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/**
 * The clock on the wall of one IANA time zone. Offsets are asked of Intl once for a day of one offset, and else for a quarter of an hour.
 */
export class ZoneClock {
  readonly timeZone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #quarters = new Map<number, number>();
  readonly #days = new Map<number, number | null>();
  readonly #names = new Map<number, string>();

  constructor(timeZone: string) {
    this.timeZone = timeZone;
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
    this.#format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", era: "narrow", ...parts });
  }

  /** Milliseconds that the zone is ahead of UTC at an instant. */
  offset(instantMs: number): number {
    const day = Math.floor(instantMs / DAY_MS);
    let whole = this.#days.get(day);
    if (whole === undefined) {
      const [first, last] = [this.#quarterOffset(day * DAY_MS), this.#quarterOffset((day + 1) * DAY_MS)];
      whole = first === last ? first : null;
      this.#days.set(day, whole);
    }
    return whole ?? this.#quarterOffset(instantMs);
  }

  /** The local date of an instant, "2026-03-08". */
  day(instant: string | number): string {
    const instantMs = typeof instant === "number" ? instant : Date.parse(instant);
    const number = Math.floor((instantMs + this.offset(instantMs)) / DAY_MS);
    let name = this.#names.get(number);
    if (name === undefined) {
      name = new Date(number * DAY_MS).toISOString().slice(0, 10);
      this.#names.set(number, name);
    }
    return name;
  }

  /**
   * The instant of a local time given as if it were UTC. Of the two that an hour put back has, the first; a time in an hour that was
   * skipped is read as the clock before would have shown it.
   */
  instant(localMs: number): number {
    const before = localMs - this.offset(localMs - DAY_MS);
    if (before + this.offset(before) === localMs) return before;
    const after = localMs - this.offset(localMs + DAY_MS);
    return after + this.offset(after) === localMs ? after : before;
  }

  #quarterOffset(instantMs: number): number {
    const quarter = Math.floor(instantMs / QUARTER_MS);
    const known = this.#quarters.get(quarter);
    if (known !== undefined) return known;

    const at = quarter * QUARTER_MS;
    const parts = new Map(this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
    this.#quarters.set(quarter, local - at);
    return local - at;
  }
}

/** An instant as the API writes it, to the second: "2026-03-08T07:05:00Z". */
export function iso(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 19)}Z`;
}

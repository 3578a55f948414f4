import type { BoughtLine, CartChanged, Instant } from "./events.ts";

/** A cart as it stands. */
export type CartRecord = {
  readonly token: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly lines: readonly BoughtLine[];
};

/** The carts of a shop's online store, as its events made them. */
export class Carts {
  readonly #byToken = new Map<string, CartRecord>();

  get all(): Iterable<CartRecord> {
    return this.#byToken.values();
  }

  find(token: string): CartRecord | null {
    return this.#byToken.get(token) ?? null;
  }

  apply({ cartToken: token, at, lines }: CartChanged): void {
    this.#byToken.set(token, { token, createdAt: this.find(token)?.createdAt ?? at, updatedAt: at, lines });
  }

  /** A cart that was bought is gone. */
  empty(token: string): void {
    this.#byToken.delete(token);
  }
}

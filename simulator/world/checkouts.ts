import type { CheckoutAbandoned, CheckoutEvent, Id, Instant } from "./events.ts";
import { ImpossibleEvent } from "./order-record.ts";

/** A checkout that was left, and when it was completed after all. */
export type CheckoutRecord = { readonly abandoned: CheckoutAbandoned; readonly completedAt: Instant | null };

/** A shop's abandoned checkouts, as its events made them. */
export class Checkouts {
  readonly #byId = new Map<Id, CheckoutRecord>();

  get all(): Iterable<CheckoutRecord> {
    return this.#byId.values();
  }

  find(id: Id): CheckoutRecord | null {
    return this.#byId.get(id) ?? null;
  }

  /** Takes up an event of a checkout; throws `ImpossibleEvent` where one is recovered that was never abandoned. */
  apply(event: CheckoutEvent): void {
    const known = this.find(event.checkoutId);
    if (event.type === "checkout_abandoned") {
      if (known) throw new ImpossibleEvent(`checkout ${event.checkoutId} was abandoned before`);
      this.#byId.set(event.checkoutId, { abandoned: event, completedAt: null });
      return;
    }
    if (!known) throw new ImpossibleEvent(`there is no abandoned checkout ${event.checkoutId}`);
    this.#byId.set(event.checkoutId, { ...known, completedAt: event.at });
  }
}

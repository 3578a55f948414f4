import { createHash } from "node:crypto";
import type { BoughtLine, CheckoutEvent, CheckoutFacts, Id, Instant, Minor, Region } from "./events.ts";
import { ImpossibleEvent } from "./order-record.ts";

/** A checkout as it stands: under way, left, or completed. Shopify lists those that were left. */
export type CheckoutRecord = {
  readonly id: Id;
  readonly token: string;
  readonly cartToken: string | null;
  readonly customerId: Id | null;
  readonly lines: readonly BoughtLine[];
  readonly shipping: Minor;
  readonly destination: Region | null;
  readonly discountCodes: readonly string[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly completedAt: Instant | null;
  readonly abandoned: boolean;
};

/** A shop's checkouts, as its events made them. */
export class Checkouts {
  readonly #byId = new Map<Id, CheckoutRecord>();
  readonly #idByToken = new Map<string, Id>();

  /** Those that Shopify lists. */
  get abandoned(): Iterable<CheckoutRecord> {
    return [...this.#byId.values()].filter(({ abandoned }) => abandoned);
  }

  /** Those that came to neither an end nor an order yet. */
  get underWay(): Iterable<CheckoutRecord> {
    return [...this.#byId.values()].filter(({ abandoned, completedAt }) => !abandoned && completedAt === null);
  }

  find(id: Id): CheckoutRecord | null {
    return this.#byId.get(id) ?? null;
  }

  /** The checkout that webhooks name so. */
  withToken(token: string): CheckoutRecord | null {
    return this.find(this.#idByToken.get(token) ?? "");
  }

  /** Takes up an event of a checkout; throws `ImpossibleEvent` where one is recovered that was never abandoned, and the like. */
  apply(event: CheckoutEvent): void {
    const { checkoutId: id, at } = event;
    const known = this.find(id);
    if (event.type === "checkout_changed") {
      if (known?.completedAt) throw new ImpossibleEvent(`checkout ${id} is completed`);
      this.#keep(recordOf(id, event, at, known));
    } else if (event.type === "checkout_abandoned") {
      if (known?.abandoned) throw new ImpossibleEvent(`checkout ${id} was abandoned before`);
      this.#keep({ ...recordOf(id, event, at, known), abandoned: true });
    } else if (!known || (event.type === "checkout_recovered" && !known.abandoned)) {
      throw new ImpossibleEvent(`there is no abandoned checkout ${id}`);
    } else if (event.type === "checkout_recovered") this.#keep({ ...known, completedAt: at, updatedAt: at });
    else {
      this.#byId.delete(id);
      this.#idByToken.delete(known.token);
    }
  }

  /** Completes the checkout of which an order came, if it was one of these. */
  complete(token: string, at: Instant): void {
    const known = this.withToken(token);
    if (known && known.completedAt === null) this.#keep({ ...known, completedAt: at, updatedAt: at });
  }

  /** Gives one customer's checkouts to another, as a merge of the two does. */
  handOver(from: Id, into: Id): void {
    for (const checkout of this.#byId.values()) if (checkout.customerId === from) this.#keep({ ...checkout, customerId: into });
  }

  #keep(record: CheckoutRecord): void {
    this.#byId.set(record.id, record);
    this.#idByToken.set(record.token, record.id);
  }
}

function recordOf(id: Id, facts: CheckoutFacts, at: Instant, known: CheckoutRecord | null): CheckoutRecord {
  const { token, cartToken, customerId, lines, shipping = 0, destination = null, discountCodes = [] } = facts;
  return {
    id,
    token: token ?? known?.token ?? createHash("sha256").update(`checkout ${id}`).digest("hex").slice(0, 32),
    cartToken: cartToken ?? known?.cartToken ?? null,
    customerId,
    lines,
    shipping,
    destination,
    discountCodes,
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
    completedAt: null,
    abandoned: known?.abandoned ?? false,
  };
}

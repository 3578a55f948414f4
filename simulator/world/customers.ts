import type { CustomerEvent, CustomerFacts, Id, Instant } from "./events.ts";
import { ImpossibleEvent } from "./order-record.ts";

/** A customer as the shop knows them. */
export type CustomerRecord = CustomerFacts & { readonly id: Id; readonly createdAt: Instant; updatedAt: Instant };

/** A shop's customers, as its events made them. */
export class Customers {
  readonly #byId = new Map<Id, CustomerRecord>();

  get all(): Iterable<CustomerRecord> {
    return this.#byId.values();
  }

  find(id: Id): CustomerRecord | null {
    return this.#byId.get(id) ?? null;
  }

  /** Takes up an event of a customer; throws `ImpossibleEvent` where it names one who is not here, or creates one who is. */
  apply(event: CustomerEvent): void {
    const { type, at, customerId: id, ...facts } = event;
    if (event.type === "customer_created") {
      if (this.#byId.has(id)) throw new ImpossibleEvent(`customer ${id} was created before`);
      const { firstName, lastName, email, region, tags } = event;
      this.#byId.set(id, { id, createdAt: at, updatedAt: at, firstName, lastName, email, region, tags });
      return;
    }
    const customer = this.#known(id);
    if (event.type === "customer_updated") this.#byId.set(id, { ...customer, ...facts, id, updatedAt: at });
    else {
      if (event.type === "customer_merged") this.#known(event.intoCustomerId).updatedAt = at;
      this.#byId.delete(id);
    }
  }

  /** Notes that something of the customer's changed, such as a new order. */
  touch(id: Id, at: Instant): void {
    const customer = this.find(id);
    if (customer && customer.updatedAt < at) customer.updatedAt = at;
  }

  #known(id: Id): CustomerRecord {
    const customer = this.find(id);
    if (!customer) throw new ImpossibleEvent(`there is no customer ${id}`);
    return customer;
  }
}

import type { Chance } from "../../world/demo/chance.ts";
import type { Id, TradeEvent } from "../../world/events.ts";
import type { ShopRecords, SimulatedShop } from "../../world/shop.ts";

/** Nothing in the shop is fit for what was asked. */
export class NothingFit extends Error {
  override name = "NothingFit";
}

/** Most of what happens, happens to what is new. */
const RECENT = 150;
const RECENT_PART = 0.7;
const TRIES = 40;

type Found = {
  order: NonNullable<ReturnType<ShopRecords["orders"]["find"]>>;
  customer: NonNullable<ReturnType<ShopRecords["customers"]["find"]>>;
  product: NonNullable<ReturnType<ShopRecords["catalog"]["product"]>>;
  checkout: NonNullable<ReturnType<ShopRecords["checkouts"]["find"]>>;
};

/** Picks something that is there, rather something new. What there is it learns from the shop's events, whoever made them happen. */
export class Picker {
  readonly #shop: SimulatedShop;
  readonly #chance: Chance;
  readonly #ids: Record<keyof Found, Id[]> = { order: [], customer: [], product: [], checkout: [] };
  #seen = 0;

  constructor(shop: SimulatedShop, chance: Chance) {
    this.#shop = shop;
    this.#chance = chance;
  }

  order(isFit: (order: Found["order"]) => boolean = () => true): Found["order"] {
    return this.#pick("order", (id) => this.#shop.records.orders.find(id), isFit);
  }

  customer(isFit: (customer: Found["customer"]) => boolean = () => true): Found["customer"] {
    return this.#pick("customer", (id) => this.#shop.records.customers.find(id), isFit);
  }

  product(isFit: (product: Found["product"]) => boolean = () => true): Found["product"] {
    return this.#pick("product", (id) => this.#shop.records.catalog.product(id), isFit);
  }

  checkout(isFit: (checkout: Found["checkout"]) => boolean = () => true): Found["checkout"] {
    return this.#pick("checkout", (id) => this.#shop.records.checkouts.find(id), isFit);
  }

  #pick<Kept>(kind: keyof Found, find: (id: Id) => Kept | null, isFit: (record: Kept) => boolean): Kept {
    this.#look();
    const ids = this.#ids[kind];
    for (let tries = 0; tries < TRIES && ids.length > 0; tries += 1) {
      const from = this.#chance.of(RECENT_PART) ? Math.max(0, ids.length - RECENT) : 0;
      const at = this.#chance.between(from, ids.length - 1);
      const record = find(ids[at] ?? "");
      if (record === null) ids.splice(at, 1);
      else if (isFit(record)) return record;
    }
    for (const id of ids.toReversed()) {
      const record = find(id);
      if (record !== null && isFit(record)) return record;
    }
    throw new NothingFit(`No ${kind} is fit for that.`);
  }

  #look(): void {
    for (const { events } = this.#shop; this.#seen < events.length; this.#seen += 1) {
      const event = events[this.#seen];
      if (event) this.#see(event);
    }
  }

  #see(event: TradeEvent): void {
    if (event.type === "order_placed") this.#ids.order.push(event.orderId);
    else if (event.type === "customer_created") this.#ids.customer.push(event.customerId);
    else if (event.type === "product_created") this.#ids.product.push(event.productId);
    else if (event.type === "checkout_changed" || event.type === "checkout_abandoned") {
      if (this.#ids.checkout.at(-1) !== event.checkoutId) this.#ids.checkout.push(event.checkoutId);
    }
  }
}

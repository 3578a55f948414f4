import { Books } from "./books.ts";
import { ZoneClock } from "./calendar.ts";
import { Carts } from "./carts.ts";
import { Catalog } from "./catalog.ts";
import { Checkouts } from "./checkouts.ts";
import { Customers } from "./customers.ts";
import type { TradeEvent } from "./events.ts";
import { Orders } from "./orders.ts";
import { defaultSwitches, type ShopProfile, type Switches } from "./profile.ts";
import { type Root, rootWire } from "./root-wire.ts";

/** The scopes that a shop grants unless told otherwise: those the app requires, and all orders. */
export const grantedScopes: readonly string[] = [
  "read_orders",
  "read_all_orders",
  "read_customers",
  "read_products",
  "read_inventory",
  "read_customer_merge",
  "read_reports",
  "read_locations",
];

/** A shop's records as they stand, to be looked at: they change by events alone. */
export type ShopRecords = {
  readonly orders: Pick<Orders, "all" | "find" | "history" | "ofCustomer">;
  readonly customers: Pick<Customers, "all" | "find">;
  readonly catalog: Pick<Catalog, "products" | "variants" | "product" | "variant" | "variantOfItem">;
  readonly checkouts: Pick<Checkouts, "abandoned" | "underWay" | "find" | "withToken">;
  readonly carts: Pick<Carts, "all" | "find">;
};

/** A shop of the stand-in: what happened in it, what Shopify would show of it, and its books, each reckoned from the events alone. */
export class SimulatedShop {
  readonly domain: string;
  readonly switches: Switches;
  readonly books: Books;
  /** Access scopes that the shop grants; the platform reads and may replace them at install. */
  scopes: readonly string[] = grantedScopes;
  readonly #orders = new Orders(() => this.#profile.currency);
  readonly #customers = new Customers();
  readonly #catalog = new Catalog();
  readonly #checkouts = new Checkouts();
  readonly #carts = new Carts();
  readonly #events: TradeEvent[] = [];
  readonly #root: Root;
  #profile: ShopProfile;
  #clock: ZoneClock;

  constructor(profile: ShopProfile, switches: Partial<Switches> = {}) {
    this.domain = profile.domain;
    this.switches = { ...defaultSwitches, ...switches };
    this.#profile = profile;
    this.#clock = new ZoneClock(profile.timeZone);
    const shop = this;
    this.books = new Books({
      switches: this.switches,
      get version() {
        return shop.#events.length;
      },
      get clock() {
        return shop.#clock;
      },
      get orders() {
        return shop.#orders.all;
      },
    });
    this.#root = rootWire({
      switches: this.switches,
      orders: this.#orders,
      customers: this.#customers,
      catalog: this.#catalog,
      checkouts: this.#checkouts,
      get profile() {
        return shop.#profile;
      },
      get version() {
        return shop.#events.length;
      },
    });
  }

  get profile(): ShopProfile {
    return this.#profile;
  }

  /** The clock on the shop's wall. */
  get clock(): ZoneClock {
    return this.#clock;
  }

  get records(): ShopRecords {
    return { orders: this.#orders, customers: this.#customers, catalog: this.#catalog, checkouts: this.#checkouts, carts: this.#carts };
  }

  /** Everything that happened, in the order in which it was applied. */
  get events(): readonly TradeEvent[] {
    return this.#events;
  }

  /** The shop as the Admin API's query root: always as things stand now. */
  root(): Root {
    return this.#root;
  }

  /** Adds one event to the shop's history, at any time; throws `ImpossibleEvent` and changes nothing where it cannot have happened. */
  apply(event: TradeEvent): void {
    this.#take(event);
    this.#events.push(event);
  }

  #take(event: TradeEvent): void {
    switch (event.type) {
      case "order_placed":
        this.#orders.apply(event);
        if (event.customerId) this.#customers.touch(event.customerId, event.at);
        if (event.checkoutToken) this.#checkouts.complete(event.checkoutToken, event.at);
        if (event.cartToken) this.#carts.empty(event.cartToken);
        break;
      case "order_changed":
      case "order_edited":
      case "order_returned":
      case "order_cancelled":
      case "order_deleted": {
        const buyer = this.#orders.find(event.orderId)?.customerId;
        this.#orders.apply(event);
        if (buyer) this.#customers.touch(buyer, event.at);
        break;
      }
      case "customer_merged":
        this.#customers.apply(event);
        this.#orders.handOver(event.customerId, event.intoCustomerId);
        this.#checkouts.handOver(event.customerId, event.intoCustomerId);
        break;
      case "customer_created":
      case "customer_updated":
      case "customer_deleted":
        this.#customers.apply(event);
        break;
      case "product_created":
      case "product_changed":
      case "product_deleted":
      case "inventory_changed":
        this.#catalog.apply(event);
        break;
      case "cart_changed":
        this.#carts.apply(event);
        break;
      case "checkout_changed":
      case "checkout_abandoned":
      case "checkout_recovered":
      case "checkout_deleted":
        this.#checkouts.apply(event);
        break;
      case "time_zone_changed":
        this.#clock = new ZoneClock(event.timeZone);
        this.#profile = { ...this.#profile, timeZone: event.timeZone };
        break;
      case "currency_changed":
        this.#profile = { ...this.#profile, currency: event.currency };
    }
  }
}

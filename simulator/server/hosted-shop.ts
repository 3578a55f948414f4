import type { SimulatedShop } from "../world/shop.ts";
import { TokenBook } from "./auth/token-book.ts";
import { BulkOperations } from "./bulk/operations.ts";
import type { Clock } from "./clock.ts";
import { type Counters, newCounters } from "./counters.ts";
import { Faults } from "./faults/faults.ts";
import { PointBucket } from "./graphql/bucket.ts";
import type { Journal } from "./life/journal.ts";

/** A shop of the world as the platform hosts it: whether the app is installed, its tokens, its rate limit, its bulk operations. */
export class HostedShop {
  readonly shop: SimulatedShop;
  readonly faults = new Faults();
  readonly tokens: TokenBook;
  readonly bucket: PointBucket;
  readonly bulk: BulkOperations;
  counters: Counters = newCounters();
  /** Where what happens is written down, if anywhere. */
  journal: Journal | null = null;
  installed = false;
  /** How often it was installed and uninstalled: tells one uninstallation from a later one. */
  installations = 0;
  /** Whether the app is approved for protected customer data (level 2). */
  protectedDataApproved = true;
  readonly #clock: Clock;

  constructor(shop: SimulatedShop, clock: Clock, apiSecret: string) {
    this.shop = shop;
    this.#clock = clock;
    this.tokens = new TokenBook(clock, `${apiSecret} ${shop.domain}`);
    this.bucket = new PointBucket(clock);
    this.bulk = new BulkOperations(clock);
  }

  get domain(): string {
    return this.shop.domain;
  }

  /** "demo-shop" of "demo-shop.myshopify.com": the shop's name in Admin's addresses. */
  get handle(): string {
    return this.shop.domain.replace(/\.myshopify\.com$/, "");
  }

  /** Managed installation: the shop grants its scopes at once; with scopes named, exactly those. */
  install(scopes?: readonly string[]): void {
    if (scopes) this.shop.scopes = scopes;
    if (!this.installed) this.installations += 1;
    this.installed = true;
  }

  /** Whether an access token opens this shop now. A living one is proof of installation, also one of an earlier run. */
  accepts(accessToken: unknown): boolean {
    if (typeof accessToken !== "string" || !this.tokens.isLive(accessToken)) return false;
    this.installed = true;
    return true;
  }

  /** Ends every token and export on the spot, as Shopify does. */
  uninstall(): void {
    this.installed = false;
    this.installations += 1;
    this.tokens.revokeAll();
    this.bulk.cancelAll();
  }

  /** The instant before which an order is out of the app's reach, or null where the shop granted `read_all_orders`. */
  oldestVisibleOrderAt(): string | null {
    if (this.shop.scopes.includes("read_all_orders")) return null;
    return new Date(this.#clock.now() - 60 * 24 * 60 * 60 * 1000).toISOString();
  }

  /** Forgets all that the app did; the shop's trade and installation stay. */
  reset(): void {
    this.faults.reset();
    this.counters = newCounters();
    this.bucket.reset();
    this.bulk.cancelAll();
  }
}

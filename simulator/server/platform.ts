import type { SimulatedShop } from "../world/shop.ts";
import { Clock } from "./clock.ts";
import { HostedShop } from "./hosted-shop.ts";
import { Lives } from "./life/life.ts";
import type { Logger } from "./logger.ts";
import type { Subscriptions } from "./webhooks/subscriptions.ts";
import { Webhooks } from "./webhooks/webhooks.ts";

/** Everything that a platform is made of. Without subscriptions it sends no webhooks. */
type PlatformOptions = {
  readonly shops: readonly SimulatedShop[];
  readonly app: AppRegistration;
  readonly filesFolder: string;
  readonly logger: Logger;
  readonly subscriptions?: Subscriptions;
};

/** The app as its partner account declares it. */
export type AppRegistration = {
  url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly name: string;
  readonly handle: string;
};

/** Everything the stand-in knows while it runs. */
export class Platform {
  readonly clock = new Clock();
  readonly shops: ReadonlyMap<string, HostedShop>;
  readonly app: AppRegistration;
  readonly filesFolder: string;
  readonly logger: Logger;
  readonly webhooks: Webhooks;
  readonly lives: Lives;
  /** Where the stand-in is reached, known once it listens. */
  url = "";
  /** Set once it is to end: whatever runs on its own stops at its next step. */
  stopped = false;
  readonly #work = new Set<Promise<void>>();

  constructor(options: PlatformOptions) {
    this.app = options.app;
    this.filesFolder = options.filesFolder;
    this.logger = options.logger;
    this.shops = new Map(options.shops.map((shop) => [shop.domain, new HostedShop(shop, this.clock, options.app.apiSecret)]));
    this.webhooks = new Webhooks(this.clock, this.app, options.subscriptions ?? { apiVersion: "", list: [] });
    this.lives = new Lives(this.clock, this.webhooks);
  }

  /** The shop with this domain or handle. */
  find(name: string): HostedShop | undefined {
    return this.shops.get(name) ?? this.shops.get(`${name}.myshopify.com`);
  }

  /** Follows work that goes on after its request was answered, so that nothing outlives the stand-in. */
  follow(work: Promise<void>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  /** Resolves when all such work has ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}

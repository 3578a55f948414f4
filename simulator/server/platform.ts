import type { SimulatedShop } from "../world/shop.ts";
import { Clock } from "./clock.ts";
import { HostedShop } from "./hosted-shop.ts";
import type { Logger } from "./logger.ts";

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
  /** Where the stand-in is reached, known once it listens. */
  url = "";
  /** Set once it is to end: whatever runs on its own stops at its next step. */
  stopped = false;
  readonly #work = new Set<Promise<void>>();

  constructor(options: { shops: readonly SimulatedShop[]; app: AppRegistration; filesFolder: string; logger: Logger }) {
    this.app = options.app;
    this.filesFolder = options.filesFolder;
    this.logger = options.logger;
    this.shops = new Map(options.shops.map((shop) => [shop.domain, new HostedShop(shop, this.clock, options.app.apiSecret)]));
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

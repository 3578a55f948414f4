import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Logger } from "../simulator/server/logger.ts";
import { startSimulator } from "../simulator/server/start.ts";
import { shopFromCsv } from "../simulator/world/csv.ts";
import { demoShop } from "../simulator/world/demo-shop.ts";
import type { SimulatedShop } from "../simulator/world/shop.ts";
import type { CsvSource } from "./arguments.ts";
import type { Day, Sale } from "./compare.ts";
import { noFigures } from "./figures.ts";
import type { Kept } from "./kept.ts";

/** The books of the simulated shop, in the words of the comparison. */
export type Books = { days(): Day[]; sales(): AsyncIterable<Sale> };

/** Shopify's stand-in, with one shop in it. */
export type OpenSimulator = {
  readonly url: string;
  /** The page of Admin in which the app is shown. */
  readonly adminUrl: string;
  readonly shop: { readonly domain: string; readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly orders: number;
  readonly books: Books;
  stop(): Promise<void>;
};

type Options = {
  csv: CsvSource | null;
  kept: Kept;
  app: string;
  port: number;
  scale?: number;
  log: string;
  journal: string;
  say: (line: string) => void;
};

/**
 * Brings up the simulator with the demo shop, or with the shop of the CSV files; throws naming file, line and reason where they are bad.
 */
export async function openSimulator({ csv, kept, app, port, scale, log, journal, say }: Options): Promise<OpenSimulator> {
  const shop = csv
    ? await fromCsv(csv)
    : demoShop({
        seed: kept.seed,
        today: kept.firstStartOn,
        ...(kept.firstStartAt === undefined ? {} : { now: new Date(kept.firstStartAt) }),
        ...(scale === undefined ? {} : { scale }),
      });
  const subscriptions = new URL("../shopify.app.toml", import.meta.url);
  const registration = { appUrl: app, apiKey: kept.apiKey, apiSecret: kept.apiSecret, subscriptions };
  const { url, stop } = await startSimulator({ port, shops: [shop], logger: logTo(log, say), journalFolder: journal, ...registration });
  const { domain, name, currency, timeZone } = shop.profile;

  return {
    url,
    adminUrl: `${url}/store/${domain.replace(/\.myshopify\.com$/, "")}/apps/tillwise/app`,
    shop: { domain, name, currency, timeZone },
    orders: Number(shop.books.days().reduce((sum, day) => sum + day.orders, 0n)),
    books: { days: () => shop.books.days(), sales: () => salesOf(shop) },
    stop,
  };
}

/** The simulator's own failures go to its log, and are said. */
function logTo(file: string, say: (line: string) => void): Logger {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return {
    error(message, error) {
      appendFileSync(file, `${new Date().toISOString()} ${message} ${error instanceof Error ? error.stack : String(error)}\n`);
      say(`simulator: ${message}, see ${file}`);
    },
  };
}

/** The same files are the same shop at every start; other files are another one. */
async function fromCsv({ orders, returns, currency, timeZone }: CsvSource): Promise<SimulatedShop> {
  const hash = createHash("sha256");
  for (const file of returns === null ? [orders] : [orders, returns]) hash.update(readFileSync(file));
  const word =
    basename(orders)
      .split(".")[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]+/g, "-") || "shop";
  const domain = `${word}-${hash.digest("hex").slice(0, 8)}.myshopify.com`;
  return shopFromCsv({ orders, currency, timezone: timeZone, domain, ...(returns === null ? {} : { returns }) });
}

async function* salesOf(shop: SimulatedShop): AsyncGenerator<Sale> {
  for (const sale of shop.books.sales()) yield { ...noFigures, ...sale };
}

/**
 * The stand-in for Shopify on its own: `node simulator/main.ts [--orders FILE [--returns FILE] --currency GBP --timezone Europe/London]
 * [--second-shop] [--app-config shopify.app.toml]`. Without files it holds the demo shop; without the app's configuration it sends no
 * webhooks. Environment: SIMULATOR_PORT, SHOPIFY_APP_URL, SHOPIFY_API_KEY, SHOPIFY_API_SECRET.
 */
import { parseArgs } from "node:util";
import { startSimulator } from "./server/start.ts";
import { shopFromCsv } from "./world/csv.ts";
import { BadCsv } from "./world/csv-rows.ts";
import { demoShop } from "./world/demo-shop.ts";
import type { SimulatedShop } from "./world/shop.ts";

class BadArguments extends Error {}

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    orders: text,
    returns: text,
    currency: text,
    timezone: text,
    "second-shop": { type: "boolean", default: false },
    "app-config": text,
  },
});
const environment = process.env;

try {
  const shops = [await firstShop(), ...(values["second-shop"] ? [secondShop()] : [])];
  const { url, stop } = await startSimulator({
    shops,
    port: Number(environment.SIMULATOR_PORT ?? 3200),
    appUrl: environment.SHOPIFY_APP_URL ?? "http://localhost:3000",
    apiKey: environment.SHOPIFY_API_KEY ?? "tillwise-local-key",
    apiSecret: environment.SHOPIFY_API_SECRET ?? "tillwise-local-secret",
    ...(values["app-config"] && { subscriptions: values["app-config"] }),
  });
  process.stdout.write(`Shopify's stand-in: ${url}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof BadCsv || error instanceof BadArguments ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function firstShop(): Promise<SimulatedShop> {
  const { orders, returns, currency, timezone } = values;
  if (orders === undefined) return demoShop({ seed: 1, today: todayIn("America/New_York") });
  if (!currency || !timezone)
    throw new BadArguments("--orders needs --currency and --timezone, as in --currency GBP --timezone Europe/London");
  return shopFromCsv({ orders, currency, timezone, domain: "from-files.myshopify.com", ...(returns === undefined ? {} : { returns }) });
}

/** A smaller shop beside the first, with trade of its own. */
function secondShop(): SimulatedShop {
  return demoShop({ seed: 2, today: todayIn("America/New_York"), scale: 0.05, domain: "second-shop.myshopify.com" });
}

function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date());
}

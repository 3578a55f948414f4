import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "playwright-core";
import { type Child, keepRunning } from "../../demo/child.ts";
import { environment } from "../../demo/environment.ts";
import { keptIn } from "../../demo/kept.ts";
import { freePort } from "../../prisma/embedded-state.ts";
import { type Simulator, startSimulator } from "../../simulator/server/start.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { requireChromium } from "../setup/chromium.ts";

/** The whole house on the test file's own database: the stand-in with these shops, web, worker, and a browser. */
export type House = {
  readonly simulator: Simulator;
  readonly browser: Browser;
  readonly web: Child;
  readonly worker: Child;
  /** Lines that the programs' keepers said: deaths and errors. */
  readonly said: readonly string[];
  /** Opens the app in Admin as a person would. */
  visit(shop: SimulatedShop, options?: VisitOptions): Promise<Visit>;
  stop(): Promise<void>;
};

export type VisitOptions = { readonly path?: string; readonly width?: number; readonly height?: number };

/** One page of Admin with the app in it. `errors` collects what the browser complained of. */
export type Visit = { readonly page: Page; readonly app: FrameLocator; readonly errors: string[]; close(): Promise<void> };

const WEB_TIMEOUT_MS = 30_000;

// Without these, Chromium looks for Google's hosts at every start.
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];
// Shopify's library shows nothing to bots, and "HeadlessChrome" counts as one.
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Starts everything; `stop` ends it and leaves nothing behind. */
export async function openHouse(shops: readonly SimulatedShop[]): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "tillwise-e2e-"));
  const kept = keptIn(folder);
  const app = `http://localhost:${await freePort(0)}`;
  const subscriptions = join(import.meta.dirname, "../../shopify.app.toml");
  const simulator = await startSimulator({ port: 0, shops, appUrl: app, apiKey: kept.apiKey, apiSecret: kept.apiSecret, subscriptions });
  const said: string[] = [];
  const env = { ...environment(kept, { app, simulator: simulator.url }, databaseUrl("DATABASE_URL")) };
  const shared = { logs: join(folder, "logs"), say: (line: string) => said.push(line), onGivenUp: (line: string) => said.push(line) };
  const workerEnv = { ...env, DATABASE_OWNER_URL: databaseUrl("DATABASE_OWNER_URL") };
  const worker = keepRunning({ ...shared, name: "worker", program: "worker/main.ts", env: workerEnv });
  const web = keepRunning({ ...shared, name: "web", program: "server.ts", env });
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ["--no-sandbox", "--disable-gpu", ...quiet] });
  const stop = async () => {
    await browser.close();
    await Promise.all([web.stop(), worker.stop()]);
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(`${app}/healthz`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { simulator, browser, web, worker, said, visit: (shop, options) => visit(browser, simulator.url, shop, options), stop };
}

async function visit(browser: Browser, admin: string, shop: SimulatedShop, options: VisitOptions = {}): Promise<Visit> {
  const { path = "/app", width = 1280, height = 900 } = options;
  const context: BrowserContext = await browser.newContext({ userAgent, viewport: { width, height } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(`${message.text()} (${message.location().url})`));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${admin}/store/${shop.domain.replace(/\.myshopify\.com$/, "")}/apps/tillwise${path}`);
  return { page, app: page.frameLocator("iframe"), errors, close: () => context.close() };
}

function databaseUrl(name: "DATABASE_URL" | "DATABASE_OWNER_URL"): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: the tests' setup did not run`);
  return url;
}

async function answers(address: string): Promise<void> {
  for (const end = Date.now() + WEB_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`The app does not answer at ${address}.`);
}

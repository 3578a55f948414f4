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

/** One page of Admin with the app in it, which the browser has taken over. `errors` collects what the browser complained of. */
export type Visit = {
  readonly page: Page;
  readonly app: FrameLocator;
  readonly errors: string[];
  /** Loads the page anew, until the browser has taken it over. */
  reload(): Promise<void>;
  close(): Promise<void>;
};

const WEB_TIMEOUT_MS = 60_000;
const TAKEN_OVER_MS = 60_000;
/** A webhook that a busy machine has not answered in time comes again after three seconds instead of a minute. */
const WAIT_SPEED = 20;

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
  simulator.platform.webhooks.timetable.speed = WAIT_SPEED;
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
  const app = page.frameLocator("iframe");
  const reload = async () => {
    await page.reload();
    await takenOver(app);
  };
  await page.goto(`${admin}/store/${shop.domain.replace(/\.myshopify\.com$/, "")}/apps/tillwise${path}`);
  await takenOver(app);
  return { page, app, errors, reload, close: () => context.close() };
}

/**
 * Until React has taken over what the server wrote, a press of a button comes to nothing; neither the page's load nor Admin's title tells
 * when. Polaris colours the body as soon as it is mounted.
 */
async function takenOver(app: FrameLocator): Promise<void> {
  await app.locator('body[style*="background-color"]').waitFor({ state: "attached", timeout: TAKEN_OVER_MS });
}

/** Lets no export of the shop come to its end meanwhile: what is looked at then is not gone before it was seen. */
export async function whileExporting<Result>({ simulator }: House, shop: SimulatedShop, look: () => Promise<Result>): Promise<Result> {
  const hosted = simulator.platform.find(shop.domain);
  hosted?.faults.set({ bulkStallNext: 100, bulkFailAtObject: 1 });
  try {
    return await look();
  } finally {
    hosted?.faults.set({ bulkStallNext: 0 });
    hosted?.bulk.cancelAll(); // the app asks for them again
  }
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

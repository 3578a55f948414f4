/**
 * `npm run screenshots`: starts the whole house with the demo shop, lets it sync as a merchant would, and writes a picture of
 * every page, as wide as a desktop and as a phone. An argument names another folder for them than docs/screenshots.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type FrameLocator, type Page } from "playwright-core";
import { start } from "../../demo/start.ts";
import { requireChromium } from "../setup/chromium.ts";
import { addressOf, readyFrame } from "./load-page.ts";
import { type AppPage, pages } from "./pages.ts";

const SYNC_TIMEOUT_MS = 120_000;
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
/** Longer pages are cut off here. */
const HIGHEST = 1600;
const desktop = { name: "desktop", width: 1280, height: 1000 };
const phone = { name: "phone", width: 375, height: 812 };

const pictures = resolve(process.argv[2] ?? join(import.meta.dirname, "../../docs/screenshots"));
const say = (line: string) => console.log(line);

async function open(browser: Browser, admin: string, path: string, { width, height }: { width: number; height: number }) {
  const context = await browser.newContext({ userAgent, viewport: { width, height } });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && say(`browser: ${message.text()}`));
  page.on("pageerror", (error) => say(`browser: ${error.message}`));
  await page.goto(admin.replace(/\/app$/, "") + path);
  return { page, app: page.frameLocator("iframe"), close: () => context.close() };
}

/** The whole page of the app, but no more of a long one than is looked at: the window is made as high as what is in the frame. */
async function photograph(page: Page, app: FrameLocator, file: string): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const inner = await app
    .locator("body")
    .evaluate((body) => ({ width: body.scrollWidth, shown: innerWidth, missing: body.scrollHeight - innerHeight }));
  if (inner.width > inner.shown) say(`${file}: the page is ${inner.width - inner.shown} px too wide`);
  await page.setViewportSize({ width, height: Math.min(height + Math.max(0, inner.missing), HIGHEST) });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(pictures, file), type: "jpeg", quality: 50 });
  say(`${file} written.`);
}

/** "overview", "products-together"; of one record "products-one". */
function nameOf({ path, from }: AppPage): string {
  if (from !== undefined) return `${nameOf({ path: from, title: "", ready: "" })}-one`;
  return path.replace(/^\/app\/?/, "").replaceAll("/", "-") || "overview";
}

const folder = mkdtempSync(join(tmpdir(), "tillwise-screenshots-"));
mkdirSync(pictures, { recursive: true });
const onFailure = (reason: string) => say(reason);
const running = await start({ folder, ownDatabase: true, csv: null, ports: { simulator: 0, app: 0 }, say, onFailure });
const browser = await chromium.launch({ executablePath: requireChromium(), args: ["--no-sandbox", "--disable-gpu"] });
try {
  const first = await open(browser, running.adminUrl, "/app", desktop);
  await first.app.getByText("Current as of").waitFor({ timeout: SYNC_TIMEOUT_MS });
  await first.app.getByRole("button", { name: "Sync now" }).waitFor({ timeout: SYNC_TIMEOUT_MS });
  await first.close();
  for (const each of pages) {
    const address = await addressOf(each, (path) => open(browser, running.adminUrl, path, desktop));
    for (const size of [desktop, phone]) {
      const { page, app, close } = await open(browser, running.adminUrl, address, size);
      await readyFrame(page, each.ready);
      await photograph(page, app, `${nameOf(each)}-${size.name}.jpg`);
      await close();
    }
  }
} finally {
  await browser.close();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

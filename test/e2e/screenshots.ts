/**
 * `npm run screenshots`: starts the whole house with the demo shop, lets it sync as a merchant would, and writes the pictures of the
 * documentation. An argument names another folder for them than docs/screenshots.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type FrameLocator, type Page } from "playwright-core";
import { start } from "../../demo/start.ts";
import { requireChromium } from "../setup/chromium.ts";

const SYNC_TIMEOUT_MS = 120_000;
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const desktop = { name: "desktop", width: 1280, height: 1000 };
const phone = { name: "phone", width: 375, height: 812 };

const pictures = resolve(process.argv[2] ?? join(import.meta.dirname, "../../docs/screenshots"));
const say = (line: string) => console.log(line);

async function open(browser: Browser, address: string, { width, height }: { width: number; height: number }) {
  const context = await browser.newContext({ userAgent, viewport: { width, height }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && say(`browser: ${message.text()}`));
  page.on("pageerror", (error) => say(`browser: ${error.message}`));
  await page.goto(address);
  return { page, app: page.frameLocator("iframe"), close: () => context.close() };
}

/** The whole page of the app: the window is made as high as what is in the frame. */
async function photograph(page: Page, app: FrameLocator, file: string): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const inner = await app
    .locator("body")
    .evaluate((body) => ({ width: body.scrollWidth, shown: innerWidth, missing: body.scrollHeight - innerHeight }));
  if (inner.width > inner.shown) say(`${file}: the page is ${inner.width - inner.shown} px too wide`);
  await page.setViewportSize({ width, height: height + Math.max(0, inner.missing) });
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(pictures, file) });
  say(`${file} written.`);
}

const folder = mkdtempSync(join(tmpdir(), "tillwise-screenshots-"));
mkdirSync(pictures, { recursive: true });
const onFailure = (reason: string) => say(reason);
const running = await start({ folder, ownDatabase: true, csv: null, ports: { simulator: 0, app: 0 }, say, onFailure });
const browser = await chromium.launch({ executablePath: requireChromium(), args: ["--no-sandbox", "--disable-gpu"] });
try {
  const first = await open(browser, running.adminUrl, desktop);
  await first.app.getByText("Current as of").waitFor({ timeout: SYNC_TIMEOUT_MS });
  await first.close();
  for (const size of [desktop, phone]) {
    const overview = await open(browser, running.adminUrl, size);
    await overview.app.getByRole("heading", { name: "Recent orders" }).waitFor();
    await photograph(overview.page, overview.app, `overview-${size.name}.png`);
    await overview.close();
    const data = await open(browser, `${running.adminUrl}/data`, size);
    await data.app.getByText("What became of every row").first().waitFor();
    await photograph(data.page, data.app, `data-${size.name}.png`);
    await data.close();
  }
} finally {
  await browser.close();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, FrameLocator, Page } from "playwright-core";
import { z } from "zod";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import type { House } from "./house.ts";
import type { AppPage } from "./pages.ts";

const READY_MS = 30_000;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Visits the shop until its first sync is done. */
export async function untilSynced(house: House, shop: SimulatedShop, timeout: number): Promise<void> {
  const visit = await house.visit(shop, { path: "/app" });
  await visit.app.getByText("Current as of").waitFor({ timeout });
  await visit.app.getByRole("button", { name: "Sync now" }).waitFor({ timeout });
  await visit.close();
}

type Opened = { readonly app: FrameLocator; close(): Promise<void> };

/** The page's own address; that of one record is the first that the page `from` links to. */
export async function addressOf({ path, from }: AppPage, open: (path: string) => Promise<Opened>): Promise<string> {
  if (from === undefined) return path;
  const { app, close } = await open(from);
  const link = app.locator(`a[href^="${path}"]`).first();
  await link.waitFor({ state: "attached", timeout: READY_MS });
  const address = await link.getAttribute("href");
  await close();
  return address ?? path;
}

/** Waits for what shows that the page's numbers are there, and answers with the app's frame. */
export async function readyFrame(page: Page, ready: string): Promise<Frame> {
  await page.frameLocator("iframe").locator(ready).first().waitFor({ timeout: READY_MS });
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (frame === null) throw new Error("the app's frame is gone");
  return frame;
}

const figures = z.object({ status: z.number(), lcpMs: z.number(), shift: z.number(), beyond: z.number() });

/**
 * What the browser itself reports of the page: status, largest contentful paint, layout shift, and how far it reaches beyond the screen.
 */
export async function measured(frame: Frame): Promise<z.infer<typeof figures>> {
  const report = await frame.evaluate(async () => {
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const seen: PerformanceEntry[] = [];
        new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type, buffered: true });
        setTimeout(() => resolve(seen), 250);
      });
    const [paints, shifts] = await Promise.all([entries("largest-contentful-paint"), entries("layout-shift")]);
    const [navigation] = performance.getEntriesByType("navigation");
    return {
      status: navigation instanceof PerformanceNavigationTiming ? navigation.responseStatus : 0,
      lcpMs: paints.at(-1)?.startTime ?? Number.POSITIVE_INFINITY,
      shift: shifts.reduce((sum, entry) => sum + (entry.toJSON().hadRecentInput ? 0 : entry.toJSON().value), 0),
      beyond: document.documentElement.scrollWidth - innerWidth,
    };
  });
  return figures.parse(report);
}

const violations = z.array(z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What axe finds wrong, each with the first place where it does. */
export async function axeViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  const found = violations.parse(
    await frame.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)"),
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`);
}

const answer = z.object({
  status: z.number(),
  says: z.boolean(),
  back: z.string().nullable(),
  hasDates: z.boolean(),
  hasTable: z.boolean(),
});

/**
 * The page at this address as the server writes it, asked for from within the frame: what it says of its address, and where it leads back
 * to.
 */
export async function answerTo(frame: Frame, address: string): Promise<z.infer<typeof answer>> {
  const found = await frame.evaluate(async (asked) => {
    const response = await fetch(asked, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const text = page.querySelector("main")?.textContent ?? "";
    const banner = [...page.querySelectorAll(".Polaris-Banner")].find((each) => each.textContent?.includes("cannot be shown"));
    const beyond = [...page.querySelectorAll("p")].find((each) => each.textContent?.startsWith("There is no page"));
    return {
      status: response.status,
      says: banner !== undefined || beyond !== undefined,
      back: (banner ?? beyond)?.querySelector("a")?.getAttribute("href") ?? null,
      hasDates: text.includes("Last 30 days") || page.querySelector('button[aria-label^="Dates:"]') !== null,
      hasTable: page.querySelector("th[aria-sort] a") !== null, // one that the address sorts
    };
  }, address);
  return answer.parse(found);
}

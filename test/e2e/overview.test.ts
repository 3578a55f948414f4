import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { SimulatedShop } from "../../simulator/world/shop.ts";
import { type House, openHouse, type Visit, type VisitOptions, whileExporting } from "./house.ts";

const SYNC_MS = 60_000;
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(new Date());
const shop = demoShop({ seed: 3, today, scale: 0.05 });
const limited = demoShop({ seed: 4, today, scale: 0.05, domain: "sixty-days.myshopify.com" });
const stopped = demoShop({ seed: 5, today, scale: 0.02, domain: "stopped.myshopify.com" });
const empty = new SimulatedShop({ ...shop.profile, id: "60120000009", domain: "empty.myshopify.com" });

let house: House;
const visits: Visit[] = [];
beforeAll(async () => {
  house = await openHouse([shop, limited, stopped, empty]);
}, 2 * SYNC_MS);
afterAll(() => house.stop());
afterEach(async () => {
  const errors = visits.flatMap((visit) => visit.errors);
  for (const visit of visits.splice(0)) await visit.close();
  expect(errors).toEqual([]);
});

async function visit(of: SimulatedShop, options?: VisitOptions): Promise<Visit> {
  const opened = await house.visit(of, options);
  visits.push(opened);
  return opened;
}

async function control(of: SimulatedShop, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${house.simulator.url}/control/shops/${of.domain}/${path}`, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

const money = (cents: bigint): string => new Intl.NumberFormat("en", { style: "currency", currency: "USD" }).format(Number(cents) / 100);
const sumOf = (of: SimulatedShop, row: "gross_sales" | "total_sales"): string =>
  money(of.books.days().reduce((sum, day) => sum + day[row], 0n));

test(
  "the first visit sets off the sync by itself, and ends with the sums of Shopify's books",
  async () => {
    const { app } = await whileExporting(house, shop, async () => {
      const opened = await visit(shop, { path: "/app?range=all" });
      await opened.app.getByText("Welcome to Tillwise").waitFor();
      return opened;
    });
    await app.getByText("Current as of").waitFor({ timeout: SYNC_MS });

    expect(await app.getByRole("row", { name: /^Gross sales/ }).innerText()).toContain(sumOf(shop, "gross_sales"));
    expect(await app.getByRole("row", { name: /^Total sales/ }).innerText()).toContain(sumOf(shop, "total_sales"));
    expect(await app.getByRole("img", { name: /^Line chart: Total sales by month/ }).count()).toBe(1);
  },
  SYNC_MS + 30_000,
);

test("dates are picked by keyboard alone, stand in the address, and the focus stays with the picker", async () => {
  const { app, page } = await visit(shop);
  const picker = app.getByRole("button", { name: "Dates: Last 30 days" });
  await picker.focus();
  await page.keyboard.press("Enter");
  await app.getByRole("menuitem", { name: "Today" }).and(app.locator(":focus")).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await app.getByRole("button", { name: "Dates: Yesterday" }).and(app.locator(":focus")).waitFor();
  await app.getByRole("heading", { name: "Total sales by hour" }).waitFor();
  expect(page.url()).toContain("range=yesterday");
});

test("dates of one's own are refused with the reason where they are typed", async () => {
  const { app, page } = await visit(shop);
  await app.getByRole("button", { name: /^Dates/ }).click();
  await app.getByLabel("From").fill("2026-03-05");
  await app.getByLabel("To", { exact: true }).fill("2026-03-01");
  await app.getByRole("button", { name: "Apply" }).click();
  await app.getByText("The range ends before it starts").waitFor();

  await app.getByLabel("To", { exact: true }).fill("2026-03-09");
  await app.getByRole("button", { name: "Apply" }).click();
  await app.getByText("Compared to: Feb 28 – Mar 4, 2026").waitFor();
  expect(page.url()).toContain("from=2026-03-05&to=2026-03-09");
});

test("an address with dates that are none is answered with what was wrong, and a way back", async () => {
  const { app } = await visit(shop, { path: "/app?from=2026-13-01&to=2026-11-01" });
  await app.getByText("2026-13-01 is not a date.").waitFor();
  await app.getByRole("link", { name: "Show the last 30 days" }).click();
  await app.getByRole("button", { name: "Dates: Last 30 days" }).waitFor();
});

test("a number tells its formula, by keyboard too", async () => {
  const { app, page } = await visit(shop);
  await app.getByRole("button", { name: "How “Average order value” is worked out" }).focus();
  await page.keyboard.press("Enter");
  await app.getByText("(Gross sales − discounts) ÷ orders").waitFor();
});

test("customers are called by their names", async () => {
  const { app } = await visit(shop);
  await app.getByRole("heading", { name: "Top customers" }).waitFor();

  await expect.poll(() => app.getByText(/^Customer \d+$/).count()).toBe(0);
});

test("at 375 px nothing reaches beyond the screen", async () => {
  for (const path of ["/app?range=all", "/app/data"]) {
    const { app } = await visit(shop, { path, width: 375, height: 812 });
    await app.getByRole("button", { name: "Sync now" }).waitFor();
    expect(await app.locator("body").evaluate((body) => body.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

test(
  "without read_all_orders the page says where history starts, and withholds who is new; without approval customers have numbers for names",
  async () => {
    await control(limited, "scopes", { revoke: ["read_all_orders"] });
    await control(limited, "protected-data", { approved: false });
    const { app } = await visit(limited);
    await app.getByText("Current as of").waitFor({ timeout: SYNC_MS });

    await app.getByText(/^History starts on/).waitFor();
    expect(await app.getByText("Needs the whole history of orders").count()).toBe(2);
    await app.getByRole("button", { name: "Compared to" }).waitFor();
    await expect.poll(() => app.getByText(/^Customer \d+$/).count()).toBe(5);
  },
  SYNC_MS + 30_000,
);

test(
  "a shop without orders is told so",
  async () => {
    const { app } = await visit(empty);
    await app.getByRole("heading", { name: "No orders yet" }).waitFor({ timeout: SYNC_MS });
  },
  SYNC_MS + 30_000,
);

test(
  "a first sync that is stopped is not begun again unasked; one that fails says why, and what to do",
  async () => {
    await control(stopped, "faults", { exportObjectsPerSecond: 1 });
    const first = await visit(stopped);
    await first.app.getByRole("button", { name: "Cancel" }).click();
    await first.app.getByRole("heading", { name: "No numbers yet" }).waitFor();

    const second = await visit(stopped);
    await second.app.getByRole("heading", { name: "No numbers yet" }).waitFor();
    expect(await second.app.getByRole("button", { name: "Cancel" }).count()).toBe(0);

    await control(stopped, "faults", { exportObjectsPerSecond: 0, bulkFailNext: 100, bulkFailAtObject: 1 });
    await second.app.getByRole("button", { name: "Sync now" }).click();
    await second.app.getByText("The last sync failed").waitFor({ timeout: SYNC_MS });

    await control(stopped, "faults", { bulkFailNext: 0 });
    await second.app.getByRole("button", { name: "Try again" }).click();
    await second.app.getByText("Current as of").waitFor({ timeout: SYNC_MS });
  },
  3 * SYNC_MS,
);

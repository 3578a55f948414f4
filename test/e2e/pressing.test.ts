import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findShop } from "../../app/db/shop.ts";
import { tradingShop } from "../factories/trade.ts";
import { type House, openHouse, type Visit } from "./house.ts";
import { axeViolations, measured, readyFrame, untilSynced } from "./load-page.ts";
import { pages } from "./pages.ts";

const WAIT_MS = 30_000;
const TEST_MS = 4 * WAIT_MS;
const shop = tradingShop({ handle: "pressed", orders: 40 });
const limited = tradingShop({ handle: "limited", orders: 40 });
const empty = tradingShop({ handle: "empty", orders: 0, customers: 0 });

let house: House;
beforeAll(async () => {
  house = await openHouse([shop, limited, empty]);
  await fetch(`${house.simulator.url}/control/shops/${limited.domain}/scopes`, {
    method: "POST",
    body: JSON.stringify({ revoke: ["read_all_orders"] }),
  });
  for (const each of [shop, limited, empty]) await untilSynced(house, each, 2 * WAIT_MS);
}, 4 * TEST_MS);
afterAll(() => house.stop());

test("settings are kept when they are right, and what is wrong is said at its field", { timeout: TEST_MS }, async () => {
  const visit = await open("/app/settings", 375);
  const minutes = visit.app.getByLabel("Abandoned after");
  await visit.app.getByText("Sunday", { exact: true }).click();
  await minutes.fill("0");
  await visit.app.getByRole("button", { name: "Save" }).click();
  await visit.app.getByText("Not saved: see what is wrong above.").waitFor({ timeout: WAIT_MS });
  await visit.app.getByText("A whole number of minutes, from 1 to").waitFor();
  expect((await findShop(shop.domain))?.settings).toEqual({ weekStart: "monday", abandonedAfterMinutes: 10 });

  await minutes.fill("45");
  await minutes.press("Enter");
  await visit.app.getByText("Saved", { exact: true }).waitFor({ timeout: WAIT_MS });
  expect((await findShop(shop.domain))?.settings).toEqual({ weekStart: "sunday", abandonedAfterMinutes: 45 });
  await visit.reload();
  await expect.poll(() => minutes.inputValue(), { timeout: WAIT_MS }).toBe("45");
  expect(await visit.app.getByLabel("Sunday").isChecked()).toBe(true);
  expect(visit.errors.filter((error) => !error.includes("422"))).toEqual([]);
  await visit.close();
});

test("by keyboard alone something is looked for in the stock, sorted, and narrowed", { timeout: TEST_MS }, async () => {
  const visit = await open("/app/products/stock");
  const { app, page } = visit;
  const search = app.getByPlaceholder("Product, variant or SKU");
  await tabTo(visit, search);
  await page.keyboard.type("product 3");
  await page.keyboard.press("Enter");
  await expect.poll(() => app.getByRole("rowheader").count(), { timeout: WAIT_MS }).toBe(1);
  await app.getByRole("rowheader", { name: /Product 3/ }).waitFor();
  await tabTo(visit, app.getByRole("button", { name: "Clear" }));
  await page.keyboard.press("Enter");
  await expect.poll(() => app.getByRole("rowheader").count(), { timeout: WAIT_MS }).toBe(8);

  await tabTo(visit, app.getByRole("link", { name: /Available/ }));
  await page.keyboard.press("Enter");
  await app.locator('th[aria-sort="descending"]', { hasText: "Available" }).waitFor({ timeout: WAIT_MS });

  const filter = app.getByRole("button", { name: "All variants" });
  await tabTo(visit, filter);
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(app.getByRole("menuitem").first())).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => isFocused(filter)).toBe(true);
  await page.keyboard.press("Enter");
  const choice = app.getByRole("menuitem", { name: "Not sold for 365 days" });
  await goTo(visit, choice, "ArrowDown");
  await page.keyboard.press("Enter");
  await app.getByRole("button", { name: "Not sold for 365 days" }).waitFor({ timeout: WAIT_MS });
  expect(visit.errors).toEqual([]);
  await visit.close();
});

test("a table whose rows are all on the page is sorted there, and written into a file as it stands", { timeout: TEST_MS }, async () => {
  const { app, page, errors, close } = await open("/app/segments");
  const segments = app.getByRole("table", { name: "Segments" });
  const counts = async () => (await segments.locator("tbody td:nth-child(2)").allInnerTexts()).map(Number);
  const before = await counts();
  const largestFirst = before.toSorted((a, b) => b - a);
  expect(before).not.toEqual(largestFirst);
  await segments.getByRole("button", { name: "Customers", exact: true }).click();
  await expect.poll(counts).toEqual(largestFirst);
  await segments.getByRole("button", { name: "Customers", exact: true }).click();
  await expect.poll(counts).toEqual(largestFirst.toReversed());

  const download = page.waitForEvent("download");
  await app.getByRole("button", { name: "Export CSV: Segments" }).click();
  const file = await download;
  const lines = readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect([file.suggestedFilename(), lines[0]]).toEqual([
    "Segments.csv",
    "\ufeffSegment,Customers,Share,Share of sales,Average value (USD),What to do",
  ]);
  expect(lines.slice(1).map((line) => Number(line.split(",")[1]))).toEqual(largestFirst.toReversed());
  expect(errors).toEqual([]);
  await close();
});

test.each([
  ["with the last 60 days of orders alone", limited],
  ["without an order", empty],
])("every page of a shop %s is there, fits a phone, and has nothing for axe", { timeout: 2 * TEST_MS }, async (_, which) => {
  const faults: string[] = [];
  for (const { path, title } of pages.filter(({ from }) => from === undefined)) {
    const { page, errors, close } = await house.visit(which, { path, width: 375, height: 812 });
    const frame = await readyFrame(page, "h1");
    await page.locator("#app-title", { hasText: title }).waitFor({ timeout: WAIT_MS });
    const { status, beyond } = await measured(frame);
    if (status !== 200) faults.push(`${path}: status ${status}`);
    if (beyond > 0) faults.push(`${path}: reaches ${beyond} px beyond the screen`);
    faults.push(...[...(await axeViolations(frame)), ...errors].map((problem) => `${path}: ${problem}`));
    await close();
  }
  expect(faults).toEqual([]);
});

async function open(path: string, width = 1280): Promise<Visit> {
  const visit = await house.visit(shop, { path, width });
  await visit.app.locator("h1").waitFor({ timeout: WAIT_MS });
  return visit;
}

function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === element.ownerDocument.activeElement);
}

function tabTo(visit: Visit, wanted: Locator): Promise<void> {
  return goTo(visit, wanted, "Tab");
}

/** Presses a key until it is there, as somebody without a mouse does. */
async function goTo({ page }: Visit, wanted: Locator, key: "Tab" | "ArrowDown"): Promise<void> {
  await wanted.waitFor({ timeout: WAIT_MS });
  for (let presses = 0; presses < 80; presses += 1) {
    if (await isFocused(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to what is wanted`);
}

import { afterAll, beforeAll, expect, test } from "vitest";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { type House, openHouse, type Visit, whileExporting } from "./house.ts";

const SYNC_MS = 60_000;
const TEST_MS = 120_000;
const today = new Date().toISOString().slice(0, 10);
const juniper = demoShop({ seed: 1, today, scale: 0.05 });
const neighbour = demoShop({ seed: 2, today, scale: 0.02, domain: "the-neighbour.myshopify.com" });

let house: House;
const visits: Visit[] = [];
beforeAll(async () => {
  house = await openHouse([juniper, neighbour]);
}, TEST_MS);
afterAll(() => house.stop());

async function visit(...args: Parameters<House["visit"]>): Promise<Visit> {
  const opened = await house.visit(...args);
  visits.push(opened);
  return opened;
}

/** The stand-in's own books, as a page would write them. */
function booked(shop: SimulatedShop, name: "gross_sales" | "returns" | "total_sales"): string {
  const cents = shop.books.days().reduce((sum, day) => sum + day[name], 0n);
  return new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(Number(cents) / 100);
}

test("the first visit installs the app, syncs by itself, and ends with the store's numbers", { timeout: TEST_MS }, async () => {
  const { app, page } = await whileExporting(house, juniper, async () => {
    const opened = await visit(juniper, { path: "/app?range=all" });
    await opened.app.getByText("Sync requested").or(opened.app.getByText("Shopify is exporting your data")).first().waitFor();
    return opened;
  });

  await app.getByText(booked(juniper, "gross_sales")).first().waitFor({ timeout: SYNC_MS });

  await app.getByText(booked(juniper, "total_sales")).first().waitFor();
  expect(await app.getByText(booked(juniper, "returns")).count()).toBeGreaterThan(0);
  expect(new URL(page.url()).pathname).toContain("/apps/tillwise");
});

test("a second sync changes nothing, and says so", { timeout: TEST_MS }, async () => {
  const { app } = await visit(juniper, { path: "/app/data" });

  await app.getByRole("button", { name: "Sync now" }).click();
  await app.getByText("Nothing had changed").waitFor({ timeout: SYNC_MS });

  expect(await app.getByText("Every row accounted for").count()).toBeGreaterThanOrEqual(5);
});

test("a shop beside it sees its own numbers, and not one of the other's", { timeout: TEST_MS }, async () => {
  const { app } = await visit(neighbour, { path: "/app?range=all" });

  await app.getByText(booked(neighbour, "gross_sales")).first().waitFor({ timeout: SYNC_MS });

  expect(await app.getByText(booked(juniper, "gross_sales")).count()).toBe(0);
});

test("a range that cannot be is explained, with a way back", { timeout: TEST_MS }, async () => {
  const { app } = await visit(juniper, { path: "/app?from=2026-05-01&to=2026-04-01" });

  await app.getByText("ends before it starts").first().waitFor();
});

test("nothing is cut off on a phone", { timeout: TEST_MS }, async () => {
  for (const path of ["/app?range=all", "/app/data"]) {
    const { app } = await visit(juniper, { path, width: 375, height: 812 });
    await app.getByRole("heading", { level: 1 }).first().waitFor();
    const { content, window } = await app.locator("html").evaluate((html) => ({ content: html.scrollWidth, window: html.clientWidth }));
    expect(content, path).toBeLessThanOrEqual(window);
  }
});

test("a sync under way can be cancelled, and what was loaded stays", { timeout: TEST_MS }, async () => {
  await fetch(`${house.simulator.url}/control/shops/${neighbour.domain}/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ exportObjectsPerSecond: 5 }),
  });
  const { app } = await visit(neighbour, { path: "/app/data" });

  await app.getByRole("button", { name: "Sync now" }).click();
  await app.getByRole("button", { name: "Cancel" }).click();
  await app.getByText("What had been loaded before stays").first().waitFor({ timeout: SYNC_MS });
});

test("through all of it the browser had nothing to complain of, and no program died", async () => {
  expect(visits.flatMap(({ errors }) => errors)).toEqual([]);
  expect(house.said).toEqual([]);
});

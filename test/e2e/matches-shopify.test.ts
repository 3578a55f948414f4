import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findShop } from "../../app/db/shop.ts";
import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { fixedDecimal } from "../../simulator/world/money.ts";
import { type House, openHouse, type Visit } from "./house.ts";
import { measured, readyFrame, untilSynced } from "./load-page.ts";

const SYNC_MS = 60_000;
const TEST_MS = 120_000;
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(new Date());
const shop = demoShop({ seed: 6, today, scale: 0.03 });
const unread = demoShop({ seed: 7, today, scale: 0.01, domain: "unread.myshopify.com" });
unread.scopes = unread.scopes.filter((scope) => scope !== "read_reports");

let house: House;
let visit: Visit;
beforeAll(async () => {
  house = await openHouse([shop, unread]);
  const first = await house.visit(shop, { path: "/app?range=all" });
  await first.app.getByText("Current as of").waitFor({ timeout: SYNC_MS });
  await first.close();
  const revoked = { method: "POST", body: JSON.stringify({ revoke: ["read_reports"] }) };
  expect((await fetch(`${house.simulator.url}/control/shops/${shop.domain}/scopes`, revoked)).status).toBe(200);
  visit = await house.visit(shop, { path: "/app/matches-shopify?range=all" });
}, TEST_MS);
afterAll(() => house.stop());

/** The books as Shopify exports its report: what takes away from sales stands below zero. */
function exported(change: (cell: string, column: string, day: string) => string): Buffer {
  const amount = (units: bigint) => fixedDecimal(units, shop.profile.currency);
  const rows = shop.books.days().map((row) => {
    const cells = {
      "Gross sales": amount(row.gross_sales),
      Returns: amount(-row.returns),
      "Net sales": amount(row.net_sales),
      Orders: String(row.orders),
    };
    return [row.day, ...Object.entries(cells).map(([column, cell]) => change(cell, column, row.day))].join(",");
  });
  return Buffer.from(["Day,Gross sales,Returns,Net sales,Orders", ...rows, ""].join("\r\n"));
}

test("without the permission the page asks for it, and with it all numbers are equal on every day", { timeout: TEST_MS }, async () => {
  const { app } = visit;
  await app.getByRole("button", { name: "Allow reading reports" }).click();

  await app.getByText("All 14 numbers are equal to Shopify's").waitFor();
  const [saved] = await Promise.all([visit.page.waitForEvent("download"), app.getByRole("button", { name: /^Export CSV/ }).click()]);
  const [head, ...lines] = readFileSync(await saved.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(head).toContain("Day,Number,Shopify,Tillwise,Difference");
  expect(lines.length).toBeGreaterThan(14 * shop.books.days().length);
  expect(lines.filter((line) => !/,(0|0\.00)$/.test(line))).toEqual([]);
  expect(await app.getByRole("row", { name: /^Total sales .* Equal$/ }).count()).toBe(1);
});

test.each([1280, 375])("at %i px nothing moves when Shopify refuses its report", { timeout: TEST_MS }, async (width) => {
  await untilSynced(house, unread, SYNC_MS);
  const { page, close } = await house.visit(unread, { path: "/app/matches-shopify", width });
  const frame = await readyFrame(page, "role=button[name='Allow reading reports']");
  await frame.waitForLoadState("load");
  expect((await measured(frame)).shift).toBeLessThanOrEqual(0.05);
  await close();
});

test("a sale that is missing here makes its day differ, and the day names its order", { timeout: TEST_MS }, async () => {
  const [lost] = [...shop.books.sales()].filter(({ lineType, action }) => lineType === "PRODUCT" && action === "ORDER").slice(-1);
  const known = await findShop(shop.domain);
  if (lost === undefined || known === null) throw new Error("the shop has sold nothing, or is not known");
  await withShop(known.id, async (tx) => {
    await tx.query(sql`delete from sale where shop_id = ${tx.shopId} and order_id = ${lost.orderId} and id = ${lost.saleId}`);
    await tx.query(
      sql`update daily_sales set gross = gross - ${lost.gross_sales.toString()} where shop_id = ${tx.shopId} and day = ${lost.day}`,
    );
  });
  const { app } = visit;
  await app.getByRole("button", { name: /^Dates/ }).click();
  await app.getByRole("menuitem", { name: "Last 365 days" }).click();
  await app.getByText(/^1 of \d+ days differ from Shopify's$/).waitFor();
  await app.getByLabel("Only days that differ (1)").check();
  await app.getByRole("link", { name: /^Compare the sales of/ }).click();

  await app.getByText(/^1 of \d+ sales differ, in 1 order$/).waitFor();
  const row = app.getByRole("row", { name: new RegExp(`^${lost.orderName}`) }).first();
  expect(await row.innerText()).toContain("Missing in Tillwise");
  expect(await row.getByRole("link").getAttribute("href")).toContain(`/app/orders/${lost.orderId}`);
});

test("an export is compared as well, and a cell that is not the same is found", { timeout: TEST_MS }, async () => {
  const { app, errors, close } = await house.visit(shop, { path: "/app/matches-shopify?range=last7" });
  const [day] = shop.books.days("2020-01-01");
  const input = app.locator("input[type=file]");
  await input.setInputFiles({
    name: "report.csv",
    mimeType: "text/csv",
    buffer: exported((cell, column, of) => (of === day?.day && column === "Orders" ? "99" : cell)),
  });
  await app.getByRole("button", { name: "Compare", exact: true }).click();

  await app
    .getByText("compared one by one with the export")
    .or(app.getByText(/^2 of \d+ days differ/))
    .waitFor();
  expect(await app.getByText("Not told by the export").count()).toBe(1);

  await input.setInputFiles({ name: "report.csv", mimeType: "text/csv", buffer: Buffer.from("Month,Net sales\n2026-01,5\n") });
  await app.getByRole("button", { name: "Compare", exact: true }).click();
  await app.getByText("Group the report by day before exporting it").waitFor();
  expect(errors).toEqual([]);
  await close();
});

test("a day that is none is explained, with a way back", { timeout: TEST_MS }, async () => {
  const { app, close } = await house.visit(shop, { path: "/app/matches-shopify/2026-02-30" });
  await app.getByText("“2026-02-30” is not a date.").waitFor();
  await app.getByRole("link", { name: "Show all days" }).click();
  await app.getByRole("heading", { name: "Matches Shopify?" }).first().waitFor();
  await close();
});

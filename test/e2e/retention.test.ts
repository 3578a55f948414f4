import { afterAll, beforeAll, expect, test } from "vitest";
import { findShop } from "../../app/db/shop.ts";
import { pool } from "../../app/db.server.ts";
import { single } from "../../app/insights/define-insight.ts";
import { history } from "../../app/insights/history.ts";
import { cohortTable } from "../../app/insights/retention/cohort-table.ts";
import { cohortValues } from "../../app/insights/retention/cohort-values.ts";
import { monthStart } from "../../app/lib/calendar.ts";
import { demoShop } from "../../simulator/world/demo-shop.ts";
import { type House, openHouse } from "./house.ts";

const SYNC_MS = 60_000;
const TEST_MS = 120_000;
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(new Date());
const shop = demoShop({ seed: 6, today, scale: 0.03 });

let house: House;
beforeAll(async () => {
  house = await openHouse([shop]);
  const first = await house.visit(shop, { path: "/app?range=all" });
  await first.app.getByText("Current as of").waitFor({ timeout: SYNC_MS });
  await first.close();
}, TEST_MS);
afterAll(() => house.stop());

test("cohorts are a table with real numbers, narrowed by a value that is searched, and exported", { timeout: TEST_MS }, async () => {
  const known = await findShop(shop.domain);
  if (known === null) throw new Error("the shop is not known");
  const visit = await house.visit(shop, { path: "/app/retention?range=year&cohorts=all" });
  const { app, page } = visit;
  const table = app.getByRole("table", { name: /^Retention by month/ });
  await table.waitFor();
  const { historyFrom } = single(await history(known, {}));
  const all = { from: monthStart(historyFrom ?? today), to: monthStart(today), today };
  const cells = await cohortTable(known, { dimension: "all", value: "", ...all });
  const cohorts = new Set(cells.map(({ cohort }) => cohort)).size;
  const columns = Math.max(...cells.map(({ since }) => since)) + 1;
  expect(await table.getByRole("cell").count()).toBe(cells.length + cohorts + 1 + columns); // with the sizes, and the row of averages

  const [most] = await cohortValues(known, { dimension: "product", limit: 1 });
  if (!most?.name) throw new Error("no product was bought first");
  await app.getByRole("button", { name: "All customers" }).click();
  await app.getByLabel("Customers by").selectOption("product");
  const searched = most.name.slice(0, 6);
  const others = app.getByRole("button").filter({ hasText: /\d customers?$/, hasNotText: searched });
  await others.first().waitFor();
  await app.getByLabel("Search: first product").fill(searched);
  await expect.poll(() => others.allInnerTexts()).toEqual([]); // a list that moves under the pointer is missed, and closes
  await app.getByRole("button", { name: new RegExp(`^${most.name} [\\d,]+ customer`) }).click();
  await app.getByRole("button", { name: `First product: ${most.name}` }).waitFor();
  const download = page.waitForEvent("download");
  await app.getByRole("button", { name: "Export CSV: Cohorts" }).click();
  expect((await download).suggestedFilename()).toMatch(/^cohorts .*\.csv$/);
  expect(visit.errors).toEqual([]);
  await visit.close();
});

test("what an address asks for wrongly is said, with a way back", { timeout: TEST_MS }, async () => {
  const { app, close } = await house.visit(shop, { path: "/app/retention?show=profit" });
  await app.getByText("“profit” is nothing that cohorts tell").waitFor();
  await app.getByRole("link", { name: "Show the page as it first comes up" }).click();
  await app.getByRole("table", { name: /^Retention by month/ }).waitFor();
  await close();
});

test("with the last 60 days alone everything is withheld, and the page says why", { timeout: TEST_MS }, async () => {
  const scopes = async (sql: string) => pool.query(`update shop set scopes = ${sql} where domain = $1`, [shop.domain]);
  await scopes("array_remove(scopes, 'read_all_orders')");
  const { app, close } = await house.visit(shop, { path: "/app/retention" });
  await app.getByText("too late to tell who came back").waitFor();
  expect(await app.getByRole("table").count()).toBe(0);
  await close();
  await scopes("array_append(scopes, 'read_all_orders')");
});

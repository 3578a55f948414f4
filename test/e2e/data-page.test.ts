import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findShop } from "../../app/db/shop.ts";
import { withShop } from "../../app/db.server.ts";
import { tradingShop } from "../factories/trade.ts";
import { type House, openHouse, type Visit } from "./house.ts";

const WAIT_MS = 60_000;
const shop = tradingShop({ handle: "clicked", orders: 30 });

let house: House;
let visit: Visit;

beforeAll(async () => {
  house = await openHouse([shop]);
  visit = await house.visit(shop, { path: "/app/data" });
  await visit.app.getByRole("heading", { name: "Messages from Shopify" }).waitFor({ timeout: WAIT_MS });
}, 3 * WAIT_MS);
afterAll(() => house.stop());

test("“Try again” works one dead letter off, and “Try all again” the others", { timeout: 3 * WAIT_MS }, async () => {
  for (const id of ["10001", "10002", "10003"]) await deadLetter(id);
  await visit.reload();
  const again = (id: string) => visit.app.getByRole("button", { name: `Try orders/updated ${id} again` });
  await press(again("10002"));
  await again("10002").waitFor({ state: "detached", timeout: WAIT_MS });
  expect(await letters()).toEqual(["10001", "10003"]);

  await press(visit.app.getByRole("button", { name: "Try all 2 again" }));
  await visit.app.getByRole("heading", { name: "Could not be applied" }).waitFor({ state: "detached", timeout: WAIT_MS });
  await expect.poll(letters, { timeout: WAIT_MS }).toEqual([]);
});

test("“Check now” starts a check and its outcome comes onto the page; “Cancel” ends one that is under way", {
  timeout: 3 * WAIT_MS,
}, async () => {
  await press(visit.app.getByRole("button", { name: "Check now" }));
  await expect.poll(async () => (await runs())[0], { timeout: WAIT_MS }).toEqual({ kind: "incremental", status: "done" });

  await tell("events", { type: "order_changed", at: new Date().toISOString(), orderId: "10001", tags: ["seen"] });
  const hosted = house.simulator.platform.find(shop.domain);
  hosted?.faults.set({ bulkStallNext: 100, bulkFailAtObject: 1 }); // it does not end before it is cancelled
  await visit.reload(); // so that no button of the run before is pressed
  await press(visit.app.getByRole("button", { name: "Check now" }));
  await press(visit.app.getByRole("button", { name: "Cancel" }));
  await expect.poll(async () => (await runs())[0], { timeout: WAIT_MS }).toEqual({ kind: "incremental", status: "cancelled" });
  hosted?.reset();
});

test("a customer's request is downloaded as a file and then stands as done", { timeout: 3 * WAIT_MS }, async () => {
  await tell("life/request-data", { customer: "2001" });
  const button = visit.app.getByRole("button", { name: "Download what is stored of customer 2001" });
  await expect
    .poll(
      async () => {
        await visit.reload();
        return button.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
      },
      { timeout: WAIT_MS },
    )
    .toBe(true);
  const [download] = await Promise.all([visit.page.waitForEvent("download", { timeout: WAIT_MS }), press(button)]);

  expect(download.suggestedFilename()).toMatch(/^data-request-\d+\.json$/);
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({ customer_id: 2001 });
  await visit.reload();
  await visit.app.getByText("Downloaded", { exact: true }).waitFor({ timeout: WAIT_MS });
});

/** Has something happen in the shop. */
async function tell(what: string, body: object): Promise<void> {
  const address = `${house.simulator.url}/control/shops/${shop.domain}/${what}`;
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

async function press(button: Locator): Promise<void> {
  await button.click({ timeout: WAIT_MS });
}

async function shopId(): Promise<string> {
  const found = await findShop(shop.domain);
  if (!found) throw new Error("the shop is not installed");
  return found.id;
}

/** A webhook that failed five times. */
async function deadLetter(recordId: string): Promise<void> {
  await withShop(await shopId(), (tx) =>
    tx.query(
      `insert into inbox (shop_id, webhook_id, topic, kind, record_id, status, attempts, reason)
       values ($1, $2, 'orders/updated', 'order', $3, 'dead', 5, 'Shopify was away')`,
      [tx.shopId, randomUUID(), recordId],
    ),
  );
}

async function letters(): Promise<string[]> {
  const rows = await withShop(await shopId(), (tx) => tx.query("select record_id from inbox where status = 'dead' order by id"));
  return rows.map((row) => String(row.record_id));
}

async function runs(): Promise<{ kind: string; status: string }[]> {
  const rows = await withShop(await shopId(), (tx) => tx.query("select kind, status from sync_run order by id desc"));
  return rows.map(({ kind, status }) => ({ kind: String(kind), status: String(status) }));
}

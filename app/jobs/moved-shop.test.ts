import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { now, placed } from "../../test/factories/placed.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";
import { localDay } from "../lib/local-day.ts";

const DOMAIN = "moving.myshopify.com";
const world = await startWorld([tradingShop({ handle: "moving", orders: 60 })]);
const { recomputedRollups, storedRollups } = await import("../../test/integrity/recomputed-rollups.ts");
const { startWorker } = await import("./worker.ts");
const { requestSync } = await import("./request-sync.ts");
const { getShop } = await import("../db/shop.ts");
const { syncHistory } = await import("../db/sync-progress.ts");
const { withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
const { shop: hosted } = world.at(DOMAIN);
let shop: Shop;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
  await synced(shop);
});
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("“Check now” mends a move to another time zone that no webhook told", async () => {
  const traded = new Date(Date.now() - 60_000); // so late on its day every order of this shop was placed
  const elsewhere =
    ["Pacific/Pago_Pago", "Pacific/Kiritimati"].find((zone) => localDay(traded, zone) !== localDay(traded, shop.timeZone)) ?? "";
  hosted.apply({ type: "time_zone_changed", at: now(), timeZone: elsewhere });
  const rebuild = await checkedAndRebuilt();

  expect(rebuild).toMatchObject({ kind: "rebuild", status: "done" });
  expect((await getShop(shop.id)).timeZone).toBe(elsewhere);
  expect(await grossByDay("USD")).toEqual(books());
});

test("a change of currency that no webhook told becomes a rebuilding run, and sums never mix the two", async () => {
  const before = await grossByDay("USD");
  hosted.apply({ type: "currency_changed", at: now(), currency: "EUR" });
  hosted.apply(placed("95001", { unitPrice: 5_000, tax: 0 }));
  const rebuild = await checkedAndRebuilt();

  expect(rebuild).toMatchObject({ kind: "rebuild", status: "done" });
  expect((await getShop(shop.id)).currency).toBe("EUR");
  expect(await grossByDay("USD")).toEqual(before);
  expect((await grossByDay("EUR")).map(({ gross }) => gross)).toEqual(["5000"]);
  expect(await storedRollups(shop)).toEqual(await recomputedRollups(shop));
  expect((await synced(shop)).totals.refused).toBe(0);
  expect(await grossByDay("USD")).toEqual(before);
});

test("“Check now” learns which scopes the shop grants", async () => {
  hosted.scopes = [...hosted.scopes, "read_themes"];
  const { run } = await requestSync(shop, "incremental");
  await endOf(shop, run.id);

  expect((await getShop(shop.id)).scopes).toContain("read_themes");
});

/** What "Check now" asks for; gives the run that follows it. */
async function checkedAndRebuilt() {
  const { run } = await requestSync(shop, "incremental");
  expect((await endOf(shop, run.id)).status).toBe("done");
  const [next] = await syncHistory(shop);
  if (!next || next.id === run.id) throw new Error("no run followed");
  return endOf(shop, next.id);
}

async function grossByDay(currency: string) {
  return withShop(shop.id, (tx) =>
    tx.query("select day::text, gross::text from daily_sales where currency = $1 and gross <> 0 order by day", [currency]),
  );
}

function books() {
  return hosted.books
    .days()
    .filter(({ gross_sales }) => String(gross_sales) !== "0")
    .map(({ day, gross_sales }) => ({ day, gross: String(gross_sales) }));
}

import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { TradeEvent } from "../../simulator/world/events.ts";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { now } from "../../test/factories/placed.ts";
import { endOf, synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";

const DOMAIN = "cut-short.myshopify.com";
const world = await startWorld([tradingShop({ handle: "cut-short", orders: 60 })]);
const { startWorker } = await import("./worker.ts");
const { requestSync } = await import("./request-sync.ts");
const { currentSync } = await import("../db/sync-progress.ts");
const { noteShort, shortLeft, strikeOff } = await import("../db/short-records.ts");
const { wakeInbox } = await import("../db/wake-inbox.ts");
const { sweepInboxes } = await import("./handlers/sweep-inboxes.ts");
const { withShop } = await import("../db.server.ts");

const OWNER = process.env.DATABASE_OWNER_URL ?? "";
const worker = startWorker(OWNER);
const stand = world.at(DOMAIN);
let shop: Shop;
let whole: Record<string, number>;

beforeAll(async () => {
  shop = await world.install(DOMAIN);
  await synced(shop);
  whole = await stored();
});
afterEach(() => stand.reset());
afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

test("orders that a file left without some of their lines are fetched even where their run has failed before it came to them", async () => {
  await failAfterTheFiles();

  const cut = await stored();
  expect([cut.orders, cut.noted]).toEqual([60, 60]);
  expect(cut.lines).toBeLessThan(whole.lines ?? 0);
  await expect.poll(async () => (await stored()).gross).not.toBe(whole.gross);

  await world.install(DOMAIN); // the merchant opens the app: there is a token again
  await wakeInbox(DOMAIN);
  await expect.poll(stored, { timeout: 20_000 }).toEqual(whole);
});

test("products without some of their variants or places, and checkouts without some of their lines, are fetched as well", async () => {
  const facts = async () =>
    withShop(shop.id, (tx) =>
      tx.query(`
        select (select count(*)::integer from variant) as variants, (select count(*)::integer from inventory_level) as levels,
               (select sum(quantity)::integer from abandoned_checkout_line) as units, (select sum(units)::integer from abandoned_checkout) as said`),
    );
  const before = await facts();
  stand.shop.apply(threeSizes());
  stand.shop.apply(twoPlaces());
  stand.shop.apply(checkoutOfThree());
  stand.faults.set({ truncateNestedAt: 1 });
  expect((await synced(shop)).status).toBe("done");

  const [found] = await facts();
  const more = (name: string, by: number) => Number(before[0]?.[name]) + by;
  expect(found).toEqual({ variants: more("variants", 4), levels: more("levels", 5), units: more("units", 6), said: more("said", 6) });
});

test("the sweep finds them where no token and no webhook wakes the shop", async () => {
  await failAfterTheFiles();
  await world.install(DOMAIN);
  await withShop(shop.id, (tx) => tx.query("update short_record set due_at = now()"));

  await sweepInboxes({ signal: AbortSignal.timeout(10_000), ownerQuery: () => Promise.reject(new Error("not asked")) });
  await expect.poll(stored, { timeout: 20_000 }).toEqual(whole);
});

test("however many records lack children, each is noted, and they are fetched in portions", async () => {
  const ids = Array.from({ length: 2_500 }, (_, n) => String(8_000_000 + n));
  const seen: number[] = [];
  const undone = withShop(shop.id, async (tx) => {
    await noteShort(tx, "order", ids);
    const portion = await shortLeft(tx);
    await strikeOff(tx, portion);
    const [left] = await tx.query("select count(*)::integer as left from short_record");
    seen.push(portion.length, Number(left?.left));
    throw new Error("there are no such orders");
  });

  await expect(undone).rejects.toThrow("no such orders");
  expect(seen).toEqual([120, 2_380]);
});

/** A product of three variants, each in one place; and one of a single variant in two. */
const threeSizes = () => made("3900", [{ "71": 1 }, { "71": 2 }, { "71": 3 }]);
const twoPlaces = () => made("3901", [{ "71": 1, "72": 2 }]);

function made(productId: string, places: readonly Record<string, number>[]): TradeEvent {
  const variants = places.map((available, n) => ({
    ...{ id: `${productId}${n}`, inventoryItemId: `${productId}${n}1`, title: `Size ${n}`, sku: null, price: 1_000, tracked: true },
    available,
  }));
  const facts = { title: "Sizes", handle: `sizes-${productId}`, productType: "Things", vendor: "Maker", isGiftCard: false, tags: [] };
  return { type: "product_created", at: now(), productId, status: "ACTIVE", variants, ...facts };
}

function checkoutOfThree(): TradeEvent {
  const lines = [1, 2, 3].map((n) => ({
    ...{ id: String(9_900_000 + n), productId: "3001", variantId: "4001", title: "Product 1", variantTitle: null, sku: null, vendor: null },
    ...{ quantity: n, unitPrice: 1_000, discount: 0, tax: 0, giftCard: false },
  }));
  return { type: "checkout_abandoned", at: now(), checkoutId: "60900", customerId: "2001", lines };
}

/** A sync whose files are read with all lists cut to one, and in which Shopify takes no token any more when the cut ones are asked for. */
async function failAfterTheFiles(): Promise<void> {
  const owner = new pg.Client({ connectionString: OWNER });
  await owner.connect();
  try {
    await owner.query("begin");
    await owner.query("lock table orders in share mode"); // no order is merged for now
    stand.faults.set({ truncateNestedAt: 1 });
    const { run } = await requestSync(shop);
    await expect.poll(ordersStaged, { timeout: 20_000 }).toBe(true);
    stand.tokens.revokeAll();
    await owner.query("commit");
    expect((await endOf(shop, run.id)).status).toBe("failed");
  } finally {
    await owner.end();
    stand.reset();
  }
}

async function ordersStaged(): Promise<boolean> {
  const operations = (await currentSync(shop))?.operations ?? [];
  return (
    operations.length > 0 &&
    operations.every(({ resource, status, linesRead, objectCount }) =>
      resource.startsWith("orders") ? status === "loading" && linesRead === objectCount : status !== "waiting" && status !== "exporting",
    )
  );
}

async function stored(): Promise<Record<string, number>> {
  const [row = {}] = await withShop(shop.id, (tx) =>
    tx.query(`
      select (select count(*)::integer from orders) as orders, (select count(*)::integer from order_line) as lines,
             (select count(*)::integer from sale) as sales, (select sum(gross)::integer from daily_sales) as gross,
             (select count(*)::integer from short_record) as noted`),
  );
  return row as Record<string, number>;
}

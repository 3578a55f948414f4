import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld } from "../../test/factories/installed-shops.ts";
import { synced } from "../../test/factories/synced.ts";
import { tradingShop } from "../../test/factories/trade.ts";
import type { Shop } from "../db/shop.ts";
import type { SyncProgress } from "../db/sync-progress.ts";

const world = await startWorld([tradingShop({ handle: "alpha", orders: 60 }), tradingShop({ handle: "beta", orders: 30, customers: 5 })]);
const { requestSync } = await import("./request-sync.ts");
const { startWorker } = await import("./worker.ts");
const { currentSync, syncHistory } = await import("../db/sync-progress.ts");
const { getShop } = await import("../db/shop.ts");
const { withShop } = await import("../db.server.ts");

const worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");
let alpha: Shop;
let beta: Shop;
let first: SyncProgress;

beforeAll(async () => {
  alpha = await world.install("alpha.myshopify.com");
  beta = await world.install("beta.myshopify.com");
  first = await synced(alpha);
});

afterAll(async () => {
  await worker.stop();
  await world.simulator.stop();
});

describe("a shop's first sync", () => {
  test("ends as done, with each of its five files loaded", () => {
    expect(first.operations.map(({ resource, status, error }) => [resource, status, error])).toEqual([
      ["orders_recent", "loaded", null],
      ["orders_older", "loaded", null],
      ["customers", "loaded", null],
      ["products", "loaded", null],
      ["abandoned_checkouts", "loaded", null],
    ]);
    expect([first.status, first.error]).toEqual(["done", null]);
    expect(first.durationMs).toBeGreaterThan(0);
  });

  test("brings in what the shop has", async () => {
    expect(await rowCounts(alpha)).toEqual({
      orders: 60,
      order_line: 120,
      agreement: 66,
      customer: 12,
      product: 8,
      variant: 8,
      inventory_level: 8,
      abandoned_checkout: 5,
      abandoned_checkout_line: 5,
    });
  });

  test("parts recent orders from older ones, and leaves none out", () => {
    const [recent, older] = first.operations;
    expect([recent?.rootObjectCount, older?.rootObjectCount]).toEqual([26, 34]);
  });

  test("accounts for every object that Shopify counted", () => {
    for (const { resource, objectCount, linesRead, applied, unchanged, older, duplicate, refused, orphaned } of first.operations) {
      expect([resource, linesRead]).toEqual([resource, objectCount]);
      expect([resource, applied + unchanged + older + duplicate + refused + orphaned]).toEqual([resource, objectCount]);
    }
    expect([first.totals.refused, first.totals.orphaned, first.totals.unbalanced]).toEqual([0, 0, 0]);
  });

  test("leaves the rollups equal to the shop's own books", async () => {
    const rows = await withShop(alpha.id, (tx) =>
      tx.query("select sum(orders)::int as orders, sum(gross)::text as gross, sum(returns)::text as returns from daily_sales"),
    );
    const days = world.at(alpha.domain).shop.books.days();
    const sum = (of: (day: (typeof days)[number]) => bigint | number) =>
      days.reduce((total, day) => total + BigInt(of(day)), 0n).toString();
    expect(rows).toEqual([{ orders: 60, gross: sum((day) => day.gross_sales), returns: sum((day) => day.returns) }]);
  });

  test("says from when on the shop's orders are known", async () => {
    const { historyStart } = await getShop(alpha.id);
    const daysAgo = (Date.now() - (historyStart?.getTime() ?? 0)) / (24 * 60 * 60 * 1000);
    expect(Math.round(daysAgo)).toBe(200);
  });

  test("leaves nothing staged", async () => {
    expect(await stagedTables()).toEqual([]);
  });
});

describe("a second sync", () => {
  test("changes nothing and says so", async () => {
    const before = await rowCounts(alpha);

    const second = await synced(alpha);

    expect(second.totals).toMatchObject({ applied: 0, refused: 0, orphaned: 0, unchanged: first.totals.lines, lines: first.totals.lines });
    expect(await rowCounts(alpha)).toEqual(before);
    expect((await syncHistory(alpha)).map(({ status }) => status)).toEqual(["done", "done"]);
  });

  test("is not started beside one that is under way", async () => {
    const answers = await Promise.all([requestSync(alpha), requestSync(alpha), requestSync(alpha)]);

    expect(answers.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
    expect((await currentSync(alpha))?.id).toBe(answers[0]?.run.id);
    await ended(alpha);
  });
});

describe("two shops", () => {
  test("sync side by side, and neither sees a row of the other", async () => {
    const [one, other] = await Promise.all([synced(alpha), synced(beta)]);

    expect([one.status, other.status]).toEqual(["done", "done"]);
    expect(await rowCounts(beta)).toMatchObject({ orders: 30, customer: 5 });
    expect(await rowCounts(alpha)).toMatchObject({ orders: 60, customer: 12 });
    expect((await syncHistory(beta)).map(({ id }) => id)).toEqual([other.id]);
  });
});

async function ended(shop: Shop): Promise<void> {
  await expect.poll(() => currentSync(shop), { timeout: 15_000 }).toBeNull();
}

async function rowCounts(shop: Shop): Promise<Record<string, number>> {
  const tables = [
    "orders",
    "order_line",
    "agreement",
    "customer",
    "product",
    "variant",
    "inventory_level",
    "abandoned_checkout",
    "abandoned_checkout_line",
  ];
  return withShop(shop.id, async (tx) => {
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = Number((await tx.query(`select count(*) from ${table}`))[0]?.count);
    return counts;
  });
}

async function stagedTables(): Promise<unknown[]> {
  return withShop(alpha.id, (tx) =>
    tx.query("select relname from pg_class where relnamespace = 'staging'::regnamespace and relkind = 'r' and relname ~ '_[0-9]+$'"),
  );
}

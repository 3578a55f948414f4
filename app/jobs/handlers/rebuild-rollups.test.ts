import { afterEach, expect, test, vi } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { recomputedRollups, storedRollups } from "../../../test/integrity/recomputed-rollups.ts";
import { pool, withShop } from "../../db.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { ROLLUPS_VERSION } from "../../rollups/version.ts";
import { startWorker, type Worker } from "../worker.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";

let worker: Worker | undefined;
afterEach(() => worker?.stop());

test("a shop's rollups are of the version of the code that writes the first of them", async () => {
  const shop = await givenTrade();

  expect(await versionOf(shop)).toBe(ROLLUPS_VERSION);
});

test("a worker that starts rebuilds what an older version has written, of each shop by itself", async () => {
  const [one, other] = [await givenTrade(), await givenTrade()];
  await leaveBehind(one, ROLLUPS_VERSION - 1);
  await withShop(other.id, (tx) => tx.query("delete from daily_sales"));

  worker = startWorker(process.env.DATABASE_OWNER_URL ?? "");

  await vi.waitFor(async () => expect((await storedRollups(one)).days).not.toEqual([]), { timeout: 10_000, interval: 50 });
  expect(await storedRollups(one)).toEqual(await recomputedRollups(one));
  expect(await versionOf(one)).toBe(ROLLUPS_VERSION);
  expect((await storedRollups(other)).days).toEqual([]);
});

test("what only rollups know of is taken away, and a second time nothing is left to do", async () => {
  const shop = await givenTrade();
  await leaveBehind(shop, 0);
  await withShop(shop.id, async (tx) => {
    await tx.query(
      "insert into customer_stats select shop_id, 4711, 1, 1, '2020-01-01', null, '2020-01-01', now(), 5, 'USD' from shop_change",
    );
    await tx.query("insert into order_place select shop_id, 4711, '2020-01-01', now(), 4711, 'USD', 1 from shop_change");
  });

  await rebuildRollups({ shopId: shop.id });
  expect(await storedRollups(shop)).toEqual(await recomputedRollups(shop));
  const changes = await changesOf(shop);
  await rebuildRollups({ shopId: shop.id });
  expect(await changesOf(shop)).toEqual(changes);
});

test("whichever table the older code did not know yet is filled", async () => {
  const shop = await givenTrade();
  const before = await everyRow(shop);
  expect(before.size).toBeGreaterThan(20);
  expect([...before.values()].filter((rows) => rows.length === 0).length).toBeLessThan(before.size / 2);

  for (const table of before.keys()) {
    await withShop(shop.id, async (tx) => {
      for (const emptied of [table, SOURCES[table] ?? table]) await tx.query(`delete from ${emptied}`);
    });
    await pool.query("update shop set rollups_version = $2 where id = $1", [shop.id, ROLLUPS_VERSION - 1]);
    await rebuildRollups({ shopId: shop.id });
    expect(await everyRow(shop), table).toEqual(before);
  }
});

test("a process of an older deploy makes them its own, so that the newer one rebuilds them", async () => {
  const shop = await givenTrade();
  await pool.query("update shop set rollups_version = $2 where id = $1", [shop.id, ROLLUPS_VERSION + 1]);
  await givenOrder(shop, { placedOn: "2025-03-01" });
  await refreshDirty(shop);

  expect(await versionOf(shop)).toBe(ROLLUPS_VERSION);
});

async function givenTrade(): Promise<GivenShop> {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", sales: [{ product: "mug", total: 1_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-01" });
  await givenOrder(shop, { customer: null, placedOn: "2025-02-01" });
  await refreshDirty(shop);
  return shop;
}

async function leaveBehind(shop: GivenShop, version: number): Promise<void> {
  await withShop(shop.id, async (tx) => {
    for (const table of ["daily_sales", "daily_product_sales", "daily_customer_sales", "customer_stats", "order_place"])
      await tx.query(`delete from ${table}`);
    await tx.query("update shop set rollups_version = $2 where id = $1", [shop.id, version]);
  });
}

const FACTS =
  "orders order_line agreement sale customer product variant inventory_level abandoned_checkout abandoned_checkout_line checkout checkout_line cart".split(
    " ",
  );
const WORK =
  "inbox inbox_count dirty sync_run bulk_operation sync_cursor refused_row data_request redacted_customer shop_change short_record".split(
    " ",
  );

/** Written from what changes in another: a migration that adds such a table, or a column to it, has to empty the other one too. */
const SOURCES: Readonly<Record<string, string>> = {
  monthly_variant_sales: "daily_variant_sales",
  monthly_product_pairs: "daily_product_pairs",
  product_pairs: "daily_product_pairs",
};

/** What stands in each rollup, of those that are added later too: in every table by shop that holds neither facts nor work. */
async function everyRow(shop: GivenShop): Promise<Map<string, unknown[]>> {
  const { rows: tables } = await pool.query(
    `select relname as name from pg_class
     where  relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity and relname <> all($1)
            and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'shop_id')
     order  by relname`,
    [[...FACTS, ...WORK]],
  );
  return withShop(shop.id, async (tx) => {
    const found = new Map<string, unknown[]>();
    for (const { name } of tables) found.set(name, await tx.query(`select to_jsonb(kept)::text as row from ${name} kept order by 1`));
    return found;
  });
}

async function versionOf(shop: GivenShop): Promise<unknown> {
  return (await pool.query("select rollups_version as version from shop where id = $1", [shop.id])).rows[0]?.version;
}

function changesOf(shop: GivenShop): Promise<unknown> {
  return withShop(shop.id, (tx) => tx.query("select changes from shop_change"));
}

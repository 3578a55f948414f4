import pg from "pg";
import { expect, test } from "vitest";
import { givenShop } from "../../test/factories/shop.ts";
import { getShop } from "../db/shop.ts";
import { changeVersion } from "../db/shop-change.ts";
import { withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { changeSettings } from "./change-settings.ts";

test("another cut-off has every checkout reckoned anew, and open pages are told", async () => {
  const shop = await getShop((await givenShop()).id);
  await withShop(shop.id, (tx) =>
    tx.query(sql`
      insert into cart (shop_id, token, created_at, updated_at, units, currency, total)
      values (${shop.id}, 'a', '2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z', 1, 'USD', 100)`),
  );
  const version = await changeVersion(shop);
  await changeSettings(shop, { weekStart: "sunday", abandonedAfterMinutes: 10 });
  const untouched = await marks(shop.id);
  await changeSettings(shop, { weekStart: "sunday", abandonedAfterMinutes: 30 });

  expect(untouched).toEqual([]);
  expect(await marks(shop.id)).toEqual([{ kind: "checkout", key: "2026-03-01" }]);
  expect((await getShop(shop.id)).settings).toEqual({ weekStart: "sunday", abandonedAfterMinutes: 30 });
  expect(await changeVersion(shop)).not.toBe(version);
  expect(await jobs()).toEqual([{ task_identifier: "rebuild-rollups" }]);
});

const marks = (shopId: string) =>
  withShop(shopId, (tx) => tx.query(sql`select kind, key from dirty where shop_id = ${shopId} order by 1, 2`));

async function jobs() {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  const { rows } = await owner.query("select task_identifier from graphile_worker.jobs");
  await owner.end();
  return rows;
}

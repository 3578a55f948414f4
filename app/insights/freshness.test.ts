import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { freshness } from "./freshness.ts";

test("before the first sync nothing is known", async () => {
  const shop = await givenShop();

  expect(await freshness(shop, {})).toEqual([{ asOf: null, historyFrom: null, orders: 0, pendingDirty: 0 }]);
});

test("figures are current as of the start of the last sync that ended well, and say what is not reckoned yet", async () => {
  const shop = await givenShop();
  const run = (status: string, startedAt: string) =>
    withShop(shop.id, (tx) =>
      tx.query(sql`
      insert into sync_run (shop_id, kind, status, started_at) values (${shop.id}, 'full', ${status}, ${startedAt})`),
    );
  await run("done", "2025-03-01T10:00:00Z");
  await run("done", "2025-03-02T10:00:00Z");
  await run("failed", "2025-03-03T10:00:00Z");
  await givenOrder(shop, { placedOn: "2024-05-06" });
  await refreshDirty(shop);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-03" });

  expect(await freshness(shop, {})).toEqual([{ asOf: "2025-03-02T10:00:00.000Z", historyFrom: "2024-05-06", orders: 1, pendingDirty: 2 }]);
});

test("it never tells of another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await withShop(other.id, (tx) =>
    tx.query(sql`
    insert into sync_run (shop_id, kind, status, started_at) values (${other.id}, 'full', 'done', now())`),
  );
  await givenOrder(other);
  await refreshDirty(other);

  expect(await freshness(shop, {})).toEqual([{ asOf: null, historyFrom: null, orders: 0, pendingDirty: 0 }]);
});

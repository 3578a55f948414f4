import { expect, test } from "vitest";
import { markDirty } from "../../app/db/dirty.ts";
import { withShop } from "../../app/db.server.ts";
import { sql } from "../../app/lib/sql.ts";
import { refreshDirty } from "../../app/rollups/refresh-dirty.ts";
import { idOf } from "../factories/id.ts";
import { load } from "../factories/loading.ts";
import { givenOrder } from "../factories/order.ts";
import { orderLines } from "../factories/order-lines.ts";
import { givenShop } from "../factories/shop.ts";
import { storedOrders } from "./recomputed-orders.ts";

test("an order's tags, codes and products, and the day it belongs to, are taken along where it is found by them", async () => {
  const shop = await givenShop();
  const id = await givenOrder(shop, { placedOn: "2025-01-01", tags: ["VIP", "vip"], codes: ["TEN"], lines: [{ product: "shirt" }] });
  await refreshDirty(shop);
  expect((await storedOrders(shop)).facets.map(({ facet, value, day }) => [facet, value, day])).toEqual([
    ["code", "ten", "2025-01-01"],
    ["product", idOf("shirt"), "2025-01-01"],
    ["tag", "vip", "2025-01-01"],
  ]);

  await withShop(shop.id, async (tx) => {
    await tx.query(sql`update orders set tags = '{}', discount_codes = '{twenty}' where id = ${id}`);
    await tx.query(sql`update sale set day = '2025-01-02', happened_at = '2025-01-02T17:00Z' where order_id = ${id}`);
    await markDirty(tx, { day: ["2025-01-01", "2025-01-02"], customer: [] });
  });
  await refreshDirty(shop);
  expect((await storedOrders(shop)).facets.map(({ facet, value, day }) => [facet, value, day])).toEqual([
    ["code", "twenty", "2025-01-02"],
    ["product", idOf("shirt"), "2025-01-02"],
  ]);
});

test("an order without a ledger is kept on the day it was processed, and on its ledger's once that has come", async () => {
  const shop = await givenShop();
  const [bare] = orderLines({ id: 5, placedAt: "2026-03-02T03:00:00Z", customer: null });
  await load(shop, [{ ...bare, originalTotalPriceSet: { shopMoney: { amount: "0.00", currencyCode: "USD" } } }]);
  await refreshDirty(shop);
  expect((await storedOrders(shop)).summaries).toMatchObject([
    { order_id: "5", day: "2026-03-01", units: "0", net: "0", standing: "sale" },
  ]);

  const whole = orderLines({ id: 5, placedAt: "2026-03-02T03:00:00Z", updatedAt: "2026-03-09T00:00:00Z", customer: null });
  const later = whole.map((record) => ("happenedAt" in record ? { ...record, happenedAt: "2026-03-04T17:00:00Z" } : record));
  await load(shop, later);
  await refreshDirty(shop);
  expect((await storedOrders(shop)).summaries).toMatchObject([{ order_id: "5", day: "2026-03-04", units: "2", net: "1250" }]);
});

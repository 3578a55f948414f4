import { expect, test } from "vitest";
import { idOf } from "../../test/factories/id.ts";
import { givenOrder } from "../../test/factories/order.ts";
import { givenProduct } from "../../test/factories/product.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { topProducts } from "./top-products.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };

test("products stand by net sales, with units sold and returned in the range", async () => {
  const shop = await givenShop();
  for (const name of ["Linen shirt", "Wool scarf"]) await givenProduct(shop, name);
  await givenOrder(shop, {
    placedOn: "2025-03-03",
    sales: [
      { product: "Linen shirt", total: 10_800, tax: 800, discount: 500, quantity: 2 },
      { product: "Wool scarf", total: 4_000, quantity: 4 },
      { total: 700 },
    ],
    later: [{ on: "2025-03-09", sales: [{ action: "RETURN", product: "Linen shirt", total: -5_400, tax: -400 }] }],
  });
  await givenOrder(shop, { placedOn: "2025-04-01", sales: [{ product: "Wool scarf", total: 9_900 }] });
  await refreshDirty(shop);

  expect(await topProducts(shop, { ...march, limit: 5 })).toEqual([
    { productId: idOf("Linen shirt"), title: "Linen shirt", units: 2, unitsReturned: 1, grossSales: "10500", netSales: "5000" },
    { productId: idOf("Wool scarf"), title: "Wool scarf", units: 4, unitsReturned: 0, grossSales: "4000", netSales: "4000" },
    { productId: null, title: null, units: 1, unitsReturned: 0, grossSales: "700", netSales: "700" },
  ]);
  expect(await topProducts(shop, { ...march, limit: 1 })).toHaveLength(1);
});

test("a product that is out of the catalogue bears the title under which it was sold", async () => {
  const shop = await givenShop();
  const orderId = await givenOrder(shop, { placedOn: "2025-03-03", sales: [{ product: "gone" }] });
  await withShop(shop.id, (tx) =>
    tx.query(sql`
      insert into order_line (shop_id, order_id, id, title, product_id, quantity, current_quantity, is_gift_card, unit_price)
      values (${shop.id}, ${orderId}, 1, 'Straw hat', ${idOf("gone")}, 1, 1, false, 1000)`),
  );
  await refreshDirty(shop);

  expect(await topProducts(shop, { ...march, limit: 5 })).toMatchObject([{ title: "Straw hat" }]);
});

test("it never counts another shop's, nor takes its titles", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenProduct(other, "Felt slippers");
  await givenOrder(other, { placedOn: "2025-03-03", sales: [{ product: "Felt slippers" }] });
  await givenOrder(shop, { placedOn: "2025-03-03", sales: [{ product: "Felt slippers", total: 5 }] });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await topProducts(shop, { ...march, limit: 5 })).toMatchObject([{ title: null, units: 1, netSales: "5" }]);
});

test("a day that lacks an hour ends an hour earlier", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-03-10T03:59:59Z", sales: [{ product: "Cup", total: 100 }] }); // 23:59:59 of the 9th
  await givenOrder(shop, { placedAt: "2025-03-10T04:00:00Z", sales: [{ product: "Cup", total: 200 }] });
  await refreshDirty(shop);

  expect(await topProducts(shop, { from: "2025-03-09", to: "2025-03-09", limit: 5 })).toMatchObject([{ units: 1, netSales: "100" }]);
});

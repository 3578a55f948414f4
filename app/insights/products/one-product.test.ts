import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { givenVariant } from "../../../test/factories/variant.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { productCard } from "./product-card.ts";
import { productFigures } from "./product-figures.ts";
import { productOverTime } from "./product-over-time.ts";
import { productVariants } from "./product-variants.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };

/** Ann's first order and her second, and a guest's, with two shirts each; one shirt comes back. */
async function givenTrade(shop: GivenShop) {
  await givenProduct(shop, "Shirt", { type: "Shirts", vendor: "Acme" });
  await givenVariant(shop, "Shirt", "Blue", { levels: [5], sku: "B" });
  await givenVariant(shop, "Shirt", "Red", { position: 2 });
  const shirts = [{ product: "Shirt", variant: "Blue", quantity: 2, total: 2_200, tax: 200, discount: 100 }];
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-03", sales: [...shirts, { product: "Scarf" }] });
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-03-10",
    sales: shirts,
    later: [{ on: "2025-03-12", sales: [{ action: "RETURN", product: "Shirt", variant: "Blue", total: -1_100, tax: -100 }] }],
  });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-10", sales: [{ product: "Shirt", variant: "Old", total: 2_200, tax: 200 }] });
  await refreshDirty(shop);
}

test("a product's figures are its own, with the orders of new customers, of returning ones and of guests", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  expect(await productFigures(shop, { ...march, productId: idOf("Shirt") })).toEqual([
    {
      units: 5,
      unitsReturned: 1,
      grossSales: "6200",
      discounts: "200",
      returns: "1000",
      netSales: "5000",
      returnRate: 1000 / 6000,
      orders: 3,
      firstOrders: 1,
      laterOrders: 1,
      guestOrders: 1,
    },
  ]);
  expect(await productFigures(shop, { ...march, productId: idOf("nothing") })).toMatchObject([{ units: 0, returnRate: null, orders: 0 }]);
});

test("over time every day, week or month of the range has its row, across a change of the clocks", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  // the clocks go forward on March 30: half an hour after midnight on the 31st by London's
  await givenOrder(shop, { placedAt: "2025-03-30T23:30:00Z", sales: [{ product: "Shirt", total: 500 }] });
  await refreshDirty(shop);
  const over = async (granularity: "day" | "week" | "month", weekStart: "monday" | "sunday") => {
    const rows = await productOverTime(shop, { from: "2025-03-29", to: "2025-04-01", productId: idOf("Shirt"), granularity, weekStart });
    return rows.map(({ start, netSales, orders }) => [start, netSales, orders]);
  };

  expect(await over("day", "monday")).toEqual([
    ["2025-03-29", "0", 0],
    ["2025-03-30", "0", 0],
    ["2025-03-31", "500", 1],
    ["2025-04-01", "0", 0],
  ]);
  expect(await over("week", "monday")).toEqual([
    ["2025-03-29", "0", 0],
    ["2025-03-31", "500", 1],
  ]);
  expect(await over("week", "sunday")).toEqual([
    ["2025-03-29", "0", 0],
    ["2025-03-30", "500", 1],
  ]);
  expect(await over("month", "monday")).toEqual([
    ["2025-03-29", "500", 1],
    ["2025-04-01", "0", 0],
  ]);
});

test("its variants are those of the catalogue, in its order, and then those that were sold and are gone", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  const rows = await productVariants(shop, { ...march, productId: idOf("Shirt"), today: "2025-04-01" });

  expect(rows).toMatchObject([
    {
      title: "Blue",
      sku: "B",
      inCatalogue: true,
      units: 4,
      unitsReturned: 1,
      netSales: "3000",
      available: 5,
      unitsADay: 0.1,
      daysLeft: 50,
    },
    { title: "Red", inCatalogue: true, units: 0, netSales: "0", daysLeft: null },
    { variantId: idOf("Old"), title: null, inCatalogue: false, units: 1, netSales: "2000", available: null },
  ]);
});

test("a product is known by the catalogue, also when it is deleted, or by its sales; one that never was is not", async () => {
  const shop = await givenShop();
  await givenTrade(shop);
  await givenProduct(shop, "Gone", { deleted: true });
  await givenOrder(shop, { placedOn: "2025-03-04", lines: [{ product: "Straw hat" }], sales: [{ product: "Straw hat" }] });
  await refreshDirty(shop);
  const card = (name: string) => productCard(shop, { productId: idOf(name) });

  expect(await card("Shirt")).toMatchObject([
    { title: "Shirt", type: "Shirts", variants: 2, deleted: false, firstSoldOn: "2025-03-03", lastSoldOn: "2025-03-10" },
  ]);
  expect(await card("Gone")).toMatchObject([{ title: "Gone", kept: true, deleted: true, lastSoldOn: null }]);
  expect(await card("Straw hat")).toMatchObject([{ title: "Straw hat", kept: false, status: null }]);
  expect(await card("nobody's")).toEqual([]);
});

test("they never count another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenTrade(other);
  const productId = idOf("Shirt");

  expect(await productFigures(shop, { ...march, productId })).toMatchObject([{ units: 0, orders: 0 }]);
  expect(await productVariants(shop, { ...march, productId, today: "2025-04-01" })).toEqual([]);
  expect(await productCard(shop, { productId })).toEqual([]);
  const rows = await productOverTime(shop, { ...march, productId, granularity: "month" });
  expect(rows).toMatchObject([{ netSales: "0", units: 0 }]);
});

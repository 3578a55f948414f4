import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder, type SaleOfTest } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { deleteOrder } from "../../db/deletion.ts";
import { withShop } from "../../db.server.ts";
import { MOST_PAIRED } from "../../rollups/baskets.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { basketCounts } from "./basket-counts.ts";
import { boughtTogether } from "./bought-together.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const all = { productId: null, pairOrders: 1, productOrders: 1, sort: "lift", descending: true, limit: null, offset: 0 } as const;

const buy = (shop: GivenShop, products: readonly string[], more: SaleOfTest[] = [], placedOn = "2025-03-03") =>
  givenOrder(shop, { placedOn, sales: [...products.map((product) => ({ product })), ...more] });

/** Tea four times, milk twice and sugar twice: tea with milk twice, tea with sugar once. */
async function givenBaskets(shop: GivenShop) {
  for (const name of ["Tea", "Milk", "Sugar"]) await givenProduct(shop, name);
  for (const basket of [["Tea", "Milk"], ["Tea", "Milk"], ["Tea", "Sugar"], ["Tea"], ["Sugar"]]) await buy(shop, basket);
  await refreshDirty(shop);
}

test("a pair stands with its support, its confidence both ways and its lift", async () => {
  const shop = await givenShop();
  await givenBaskets(shop);

  expect(await boughtTogether(shop, { ...march, ...all })).toEqual([
    {
      productId: idOf("Tea"),
      title: "Tea",
      otherId: idOf("Milk"),
      otherTitle: "Milk",
      orders: 2,
      productOrders: 4,
      otherOrders: 2,
      support: 0.4,
      confidence: 0.5,
      confidenceBack: 1,
      lift: 1.25,
      total: 2,
    },
    expect.objectContaining({
      title: "Tea",
      otherTitle: "Sugar",
      orders: 1,
      support: 0.2,
      confidence: 0.25,
      confidenceBack: 0.5,
      lift: 0.625,
    }),
  ]);
});

test("floors leave out pairs and products with few orders", async () => {
  const shop = await givenShop();
  await givenBaskets(shop);
  const titles = async (floors: object) =>
    (await boughtTogether(shop, { ...march, ...all, ...floors })).map(({ otherTitle }) => otherTitle);

  expect(await titles({ pairOrders: 2 })).toEqual(["Milk"]);
  expect(await titles({ productOrders: 3 })).toEqual([]);
});

test("asked from one product, it is the first of each pair", async () => {
  const shop = await givenShop();
  await givenBaskets(shop);

  expect(await boughtTogether(shop, { ...march, ...all, productId: idOf("Milk") })).toMatchObject([
    { title: "Milk", otherTitle: "Tea", orders: 2, confidence: 1, confidenceBack: 0.5, total: 1 },
  ]);
});

test("only what was ordered at first counts, once a product, and neither gift cards nor returns nor goods without a product", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    placedOn: "2025-03-03",
    sales: [{ product: "Tea" }, { product: "Tea" }, { product: "Card", lineType: "GIFT_CARD" }, {}, { product: "Cup", action: "UPDATE" }],
    later: [{ on: "2025-03-04", reason: "ORDER_EDIT", sales: [{ product: "Milk" }] }],
  });
  await givenOrder(shop, { placedOn: "2025-03-05", sales: [{ product: "Tea" }, { product: "Milk" }], test: true });
  await givenOrder(shop, { placedOn: "2025-03-05", sales: [{}] });
  await refreshDirty(shop);

  expect(await boughtTogether(shop, { ...march, ...all })).toEqual([]);
  expect(await basketCounts(shop, march)).toEqual([{ compared: 1, leftOut: 0 }]);
});

test("an order with more products than are paired is left out of everything that is compared, and counted", async () => {
  const shop = await givenShop();
  const many = Array.from({ length: MOST_PAIRED + 1 }, (_, index) => `thing ${index}`);
  await buy(shop, many);
  await buy(shop, many.slice(0, 2));
  await buy(shop, many.slice(0, MOST_PAIRED), [], "2025-04-01");
  await refreshDirty(shop);

  expect(await boughtTogether(shop, { ...march, ...all })).toMatchObject([
    { orders: 1, productOrders: 1, otherOrders: 1, support: 1, lift: 1 },
  ]);
  expect(await basketCounts(shop, march)).toEqual([{ compared: 1, leftOut: 1 }]);
  expect(await boughtTogether(shop, { from: "2025-04-01", to: "2025-04-02", ...all })).toHaveLength((MOST_PAIRED * (MOST_PAIRED - 1)) / 2);
});

test("whole months and the days around them are the range exactly, across a change of the clocks", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  for (const day of ["2025-01-31", "2025-02-01", "2025-03-30", "2025-03-31", "2025-04-01"]) await buy(shop, ["Tea", "Milk"], [], day);
  await refreshDirty(shop);
  const orders = async (from: string, to: string) => (await boughtTogether(shop, { from, to, ...all }))[0]?.orders;

  expect(await orders("2025-01-31", "2025-04-01")).toBe(5);
  expect(await orders("2025-02-01", "2025-03-31")).toBe(3);
  expect(await orders("2025-03-30", "2025-04-30")).toBe(3);
});

test("an order that loses a product takes its pair along", async () => {
  const shop = await givenShop();
  await givenBaskets(shop);
  const id = await givenOrder(shop, { name: "changed", placedOn: "2025-03-07", sales: [{ product: "Milk" }, { product: "Sugar" }] });
  await refreshDirty(shop);
  expect(await boughtTogether(shop, { ...march, ...all })).toHaveLength(3);

  await withShop(shop.id, (tx) => deleteOrder(tx, id, new Date()));
  await refreshDirty(shop);
  expect(await boughtTogether(shop, { ...march, ...all })).toHaveLength(2);
});

test("it never counts another shop's, nor takes its titles", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenBaskets(other);
  await buy(shop, ["Tea", "Milk"]);
  await refreshDirty(shop);

  expect(await boughtTogether(shop, { ...march, ...all })).toMatchObject([{ title: null, otherTitle: null, orders: 1, productOrders: 1 }]);
  expect(await basketCounts(shop, march)).toEqual([{ compared: 1, leftOut: 0 }]);
});

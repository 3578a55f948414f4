import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { single } from "./define-insight.ts";
import { salesLadder } from "./sales-ladder.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };

test("the ladder goes from gross to total, each rung by its formula", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    placedOn: "2025-03-03",
    sales: [
      { total: 10_800, tax: 800, discount: 1_000, quantity: 3 },
      { lineType: "SHIPPING", total: 550, tax: 50 },
      { lineType: "DUTY", total: 120 },
      { lineType: "ADDITIONAL_FEE", total: 80 },
      { lineType: "TIP", total: 300 },
      { lineType: "GIFT_CARD", total: 2_500 },
    ],
    later: [
      {
        on: "2025-03-05",
        sales: [
          { action: "RETURN", total: -3_600, tax: -267, discount: -333 },
          { action: "RETURN", lineType: "ADJUSTMENT", total: 100 },
          { lineType: "FEE", total: 400 },
        ],
      },
      { on: "2025-03-06", reason: "ORDER_EDIT", sales: [{ action: "UPDATE", total: 2_160, tax: 160, quantity: 1 }] },
      { on: "2025-04-01", sales: [{ action: "RETURN", total: -3_600, tax: -267 }] },
    ],
  });
  await givenOrder(shop, { placedOn: "2025-03-31", sales: [{ total: 5_001 }] });
  await refreshDirty(shop);

  expect(await salesLadder(shop, march)).toEqual([
    {
      grossSales: "18001", // 100.00 + 10.00 discount, 20.00, 50.01
      discounts: "1000",
      returns: "3233", // 33.33 back, and 1.00 of it not paid out
      netSales: "13768",
      shipping: "500",
      duties: "120",
      fees: "480",
      taxes: "743", // 8.00 + 0.50 − 2.67 + 1.60
      totalSales: "15611",
      tips: "300",
      giftCards: "2500",
      unitsSold: 5,
      unitsReturned: 1,
      orders: 2,
      orderValue: "15001", // the later edit and the return left out
      averageOrderValue: "7501",
      otherCurrencies: [],
    },
  ]);
});

test("test orders, deleted orders and orders of gift cards alone are no orders; a cancelled one is", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { placedOn: "2025-03-03", test: true });
  await givenOrder(shop, { placedOn: "2025-03-03", deleted: true });
  await givenOrder(shop, { placedOn: "2025-03-03", sales: [{ lineType: "GIFT_CARD", total: 2_500 }] });
  await givenOrder(shop, {
    placedOn: "2025-03-03",
    sales: [{ total: 900 }],
    later: [{ on: "2025-03-04", sales: [{ action: "RETURN", total: -900 }] }],
  });
  await refreshDirty(shop);

  expect(single(await salesLadder(shop, march))).toMatchObject({
    orders: 1,
    grossSales: "900",
    returns: "900",
    netSales: "0",
    giftCards: "2500",
  });
});

test("a range in which nothing was sold has zeros, and no average", async () => {
  const shop = await givenShop();

  expect(single(await salesLadder(shop, march))).toMatchObject({ grossSales: "0", totalSales: "0", orders: 0, averageOrderValue: null });
});

test("a sum that no JS number holds is told exactly", async () => {
  const shop = await givenShop();
  for (const placedOn of ["2025-03-01", "2025-03-02"]) {
    await givenOrder(shop, { placedOn, sales: [{ total: Number.MAX_SAFE_INTEGER }] });
  }
  await refreshDirty(shop);

  expect(single(await salesLadder(shop, march))).toMatchObject({ netSales: "18014398509481982" });
});

test("currencies are never mixed: another than the shop's is named and left out", async () => {
  const shop = await givenShop({ currency: "USD" });
  await givenOrder(shop, { placedOn: "2025-03-03", sales: [{ total: 1_000 }] });
  await givenOrder(shop, { placedOn: "2025-03-03", currency: "EUR", sales: [{ total: 9_000 }] });
  await refreshDirty(shop);

  expect(single(await salesLadder(shop, march))).toMatchObject({ grossSales: "1000", orders: 1, otherCurrencies: ["EUR"] });
});

test("a day of 25 hours has all of its sales, and none of the next", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T03:59:59Z", sales: [{ total: 100 }] });
  await givenOrder(shop, { placedAt: "2025-11-02T04:00:00Z", sales: [{ total: 20 }] });
  await givenOrder(shop, { placedAt: "2025-11-03T04:59:59Z", sales: [{ total: 3 }] });
  await givenOrder(shop, { placedAt: "2025-11-03T05:00:00Z", sales: [{ total: 1_000 }] });
  await refreshDirty(shop);

  expect(single(await salesLadder(shop, { from: "2025-11-02", to: "2025-11-02" }))).toMatchObject({ grossSales: "23", orders: 2 });
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);
  await refreshDirty(shop);

  expect(single(await salesLadder(shop, march))).toMatchObject({ grossSales: "0", orders: 0 });
  expect(single(await salesLadder(other, march))).toMatchObject({ grossSales: "1000", orders: 1 });
});

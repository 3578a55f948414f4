import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { dailyFigures } from "./daily-figures.ts";

const nothing = {
  grossSales: "0",
  discounts: "0",
  returns: "0",
  netSales: "0",
  shipping: "0",
  duties: "0",
  fees: "0",
  taxes: "0",
  totalSales: "0",
  orders: "0",
  unitsSold: "0",
  unitsReturned: "0",
  tips: "0",
  giftCards: "0",
};

test("each day has all the numbers of the report, and days without a sale have no row", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    placedOn: "2025-03-02",
    sales: [
      { total: 1_980, tax: 180, discount: 200, quantity: 2 },
      { lineType: "SHIPPING", total: 550, tax: 50 },
      { lineType: "DUTY", total: 70 },
      { lineType: "TIP", total: 30 },
      { lineType: "GIFT_CARD", total: 5_000 },
    ],
    later: [
      {
        on: "2025-03-04",
        sales: [
          { action: "RETURN", total: -990, tax: -90 },
          { lineType: "FEE", total: 100 },
        ],
      },
    ],
  });
  await refreshDirty(shop);

  expect(await dailyFigures(shop, { from: "2025-03-01", to: "2025-03-31" })).toEqual([
    {
      ...nothing,
      day: "2025-03-02",
      grossSales: "2000",
      discounts: "200",
      netSales: "1800",
      shipping: "500",
      duties: "70",
      taxes: "230",
      totalSales: "2600",
      orders: "1",
      unitsSold: "2",
      tips: "30",
      giftCards: "5000",
    },
    { ...nothing, day: "2025-03-04", returns: "900", netSales: "-900", fees: "100", taxes: "-90", totalSales: "-890", unitsReturned: "1" },
  ]);
});

test("an order in the hour that the clocks repeat belongs to its local day", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T03:59:59Z" }); // 23:59:59 of the 1st, in summer time
  await givenOrder(shop, { placedAt: "2025-11-03T04:59:59Z" }); // 23:59:59 of the 2nd, in winter time
  await refreshDirty(shop);

  const days = await dailyFigures(shop, { from: "2025-11-01", to: "2025-11-03" });
  expect(days.map(({ day, orders }) => [day, orders])).toEqual([
    ["2025-11-01", "1"],
    ["2025-11-02", "1"],
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);

  expect(await dailyFigures(shop, { from: "2025-03-01", to: "2025-03-31" })).toEqual([]);
});

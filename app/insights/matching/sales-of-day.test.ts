import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { salesOfDay } from "./sales-of-day.ts";

test("each row of the ledger tells its part of every number, under its order's name", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    name: "#1001",
    placedOn: "2025-03-02",
    sales: [
      { total: 1_980, tax: 180, discount: 200, quantity: 2 },
      { lineType: "SHIPPING", total: 550, tax: 50 },
    ],
    later: [{ on: "2025-03-04", sales: [{ lineType: "ADJUSTMENT", action: "RETURN", total: -300 }] }],
  });
  await givenOrder(shop, { name: "#1002", placedOn: "2025-03-02", test: true });

  expect(await salesOfDay(shop, { day: "2025-03-02" })).toMatchObject([
    {
      orderId: idOf("#1001"),
      orderName: "#1001",
      lineType: "PRODUCT",
      grossSales: "2000",
      discounts: "200",
      netSales: "1800",
      taxes: "180",
    },
    { orderName: "#1001", lineType: "SHIPPING", netSales: "0", shipping: "500", taxes: "50", totalSales: "550", unitsSold: "0" },
  ]);
  expect(await salesOfDay(shop, { day: "2025-03-04" })).toMatchObject([
    { orderName: "#1001", lineType: "ADJUSTMENT", action: "RETURN", returns: "300", netSales: "-300", totalSales: "-300" },
  ]);
});

test("a day of 25 hours has all of its sales", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T04:00:00Z" });
  await givenOrder(shop, { placedAt: "2025-11-03T04:59:59Z" });
  await givenOrder(shop, { placedAt: "2025-11-03T05:00:00Z" });

  expect(await salesOfDay(shop, { day: "2025-11-02" })).toHaveLength(2);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { name: "#1001", placedOn: "2025-03-02" });
  await givenOrder(shop, { name: "#1001", placedOn: "2025-03-02", sales: [{ total: 70 }] });

  expect(await salesOfDay(shop, { day: "2025-03-02" })).toMatchObject([{ grossSales: "70" }]);
});

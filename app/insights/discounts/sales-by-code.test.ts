import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { single } from "../define-insight.ts";
import { salesLadder } from "../sales-ladder.ts";
import { salesByCode } from "./sales-by-code.ts";
import { withAndWithoutCode } from "./with-and-without-code.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const asked = { ...march, sort: { column: "orders", descending: true }, size: 50, offset: 0 } as const;

async function givenTrade(shop: GivenShop) {
  await givenOrder(shop, { placedOn: "2025-03-03", customer: "ann", codes: ["TEN"], sales: [{ total: 9_000, discount: 1_000 }] });
  await givenOrder(shop, {
    placedOn: "2025-03-04",
    customer: "ann",
    codes: ["ten", "TEN", "FREESHIP"],
    sales: [{ total: 4_500, discount: 500 }],
    later: [{ on: "2025-03-09", sales: [{ action: "RETURN", total: -500 }] }],
  });
  await givenOrder(shop, { placedOn: "2025-03-05", sales: [{ total: 3_000, discount: 200 }] });
  await refreshDirty(shop);
}

test("each code has the sales of the orders that bear it, however it was written", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  expect(await salesByCode(shop, asked)).toEqual([
    {
      code: "TEN",
      orders: 2,
      grossSales: "15000",
      discounts: "1500",
      returns: "500",
      netSales: "13000",
      averageDiscount: "750",
      discountRate: 0.1,
      firstOrders: 1,
      rows: 2,
    },
    {
      code: "FREESHIP",
      orders: 1,
      grossSales: "5000",
      discounts: "500",
      returns: "500",
      netSales: "4000",
      averageDiscount: "500",
      discountRate: 0.1,
      firstOrders: 0,
      rows: 2,
    },
  ]);
  expect(await salesByCode(shop, { ...asked, sort: { column: "code", descending: false }, size: 1, offset: 1 })).toMatchObject([
    { code: "TEN" },
  ]);
});

test("with a code and without one are together what the ladder says, and an order with two codes is one order", async () => {
  const shop = await givenShop();
  await givenTrade(shop);
  const [used, unused] = await withAndWithoutCode(shop, march);
  const ladder = single(await salesLadder(shop, march));

  expect([used, unused]).toEqual([
    {
      withCode: true,
      orders: 2,
      grossSales: "15000",
      discounts: "1500",
      returns: "500",
      netSales: "13000",
      averageOrderValue: "6750",
      averageDiscount: "750",
      discountRate: 0.1,
      firstOrders: 1,
    },
    {
      withCode: false,
      orders: 1,
      grossSales: "3200",
      discounts: "200",
      returns: "0",
      netSales: "3000",
      averageOrderValue: "3000",
      averageDiscount: "200",
      discountRate: 0.0625,
      firstOrders: 0,
    },
  ]);
  expect(ladder).toMatchObject({ orders: 3, grossSales: "18200", discounts: "1700", netSales: "16000" });
});

test("a code used in the hour that comes twice counts on that day", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T05:30:00Z", codes: ["NIGHT"] });
  await givenOrder(shop, { placedAt: "2025-11-02T06:30:00Z", codes: ["NIGHT"] });
  await givenOrder(shop, { placedAt: "2025-11-03T05:00:00Z", codes: ["NIGHT"] });
  await refreshDirty(shop);
  const day = { from: "2025-11-02", to: "2025-11-02" };

  expect(await salesByCode(shop, { ...asked, ...day })).toMatchObject([{ code: "NIGHT", orders: 2 }]);
  expect(await withAndWithoutCode(shop, day)).toMatchObject([{ orders: 2 }, { orders: 0 }]);
});

test("without an order there are no codes, and no averages", async () => {
  const shop = await givenShop();

  expect(await salesByCode(shop, asked)).toEqual([]);
  expect(await withAndWithoutCode(shop, march)).toMatchObject([
    { withCode: true, orders: 0, netSales: "0", averageOrderValue: null, averageDiscount: null, discountRate: null },
    { withCode: false, orders: 0, netSales: "0", averageOrderValue: null, averageDiscount: null, discountRate: null },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenTrade(other);
  await refreshDirty(shop);

  expect(await salesByCode(shop, asked)).toEqual([]);
  expect(await withAndWithoutCode(shop, march)).toMatchObject([{ orders: 0 }, { orders: 0 }]);
});

import { expect, test } from "vitest";
import { givenCustomer } from "../../../test/factories/customer.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { redactCustomer } from "../../db/redaction.ts";
import { withShop } from "../../db.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customerOrders } from "./customer-orders.ts";
import { customerProducts } from "./customer-products.ts";
import { customerRecord } from "./customer-record.ts";
import { customerRhythm } from "./customer-rhythm.ts";
import { customerValueOverTime } from "./customer-value-over-time.ts";

const today = "2025-04-01";
const ann = { customerId: idOf("ann") };

test("a customer's record has their figures and scores; who is unknown has none", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "ann", { country: "US", tags: ["vip"], rfmGroup: "LOYAL" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01", sales: [{ total: 1_500 }] });
  await refreshDirty(shop);

  expect(await customerRecord(shop, { ...ann, today })).toEqual([
    {
      redactedAt: null,
      deletedAt: null,
      createdAt: "2024-01-01T00:00:00.000Z",
      country: "US",
      province: null,
      tags: ["vip"],
      shopifyGroup: "LOYAL",
      figures: {
        netSales: "1500",
        orders: 1,
        averageOrderValue: "1500",
        currency: "USD",
        firstOrderOn: "2025-03-01",
        lastOrderOn: "2025-03-01",
        daysSince: 31,
        recency: 1,
        frequency: 1,
        money: 1,
      },
    },
  ]);
  expect(await customerRecord(shop, { customerId: "999999999999999999", today })).toEqual([]);
  await expect(customerRecord(shop, { customerId: "1; drop", today })).rejects.toThrow();
});

test("a redacted customer is known as such, and nothing else is", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "ann");
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await refreshDirty(shop);
  await withShop(shop.id, (tx) => redactCustomer(tx, ann.customerId));
  await refreshDirty(shop);

  expect(await customerRecord(shop, { ...ann, today })).toMatchObject([{ redactedAt: expect.any(String), createdAt: null, figures: null }]);
  expect(await customerOrders(shop, { ...ann, limit: 10, offset: 0 })).toEqual([]);
});

test("the rhythm is the median and the mean of the days between orders, over a change of clocks too", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01" });
  expect(await customerRhythm(shop, ann)).toEqual([{ medianDays: null, meanDays: null }]);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-11" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-11" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-29T23:59:00Z" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-30T23:01:00Z" }); // the 31st, with 23 hours between
  await refreshDirty(shop);

  // 10, 0, 77 and 2 days
  expect(await customerRhythm(shop, ann)).toEqual([{ medianDays: 6, meanDays: 22.25 }]);
});

test("products are those of the customer's orders, returns taken off", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-01-01",
    sales: [
      { product: "shirt", quantity: 3, total: 3_300, tax: 300 },
      { product: "cap", total: 500 },
      { lineType: "SHIPPING", total: 400 },
    ],
    later: [{ on: "2025-01-09", sales: [{ action: "RETURN", product: "shirt", quantity: -1, total: -1_100, tax: -100 }] }],
  });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-01", sales: [{ product: "shirt" }] });
  await refreshDirty(shop);

  expect(await customerProducts(shop, { ...ann, limit: 10 })).toEqual([
    { productId: idOf("shirt"), title: null, unitsSold: 3, unitsReturned: 1, netSales: "2000", products: 2 },
    { productId: idOf("cap"), title: null, unitsSold: 1, unitsReturned: 0, netSales: "500", products: 2 },
  ]);
});

test("orders come newest first; tests are none, and gift cards have no place", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { name: "#1", customer: "ann", placedOn: "2025-01-01", sales: [{ total: 1_000 }] });
  await givenOrder(shop, { name: "#2", customer: "ann", placedOn: "2025-01-02", sales: [{ lineType: "GIFT_CARD", total: 5_000 }] });
  await givenOrder(shop, { name: "#3", customer: "ann", placedOn: "2025-01-03", test: true });
  await givenOrder(shop, {
    name: "#4",
    customer: "ann",
    placedOn: "2025-01-04",
    sales: [{ total: 2_000 }],
    later: [{ on: "2025-02-01", sales: [{ action: "RETURN", total: -500 }] }],
  });
  await refreshDirty(shop);

  expect(await customerOrders(shop, { ...ann, limit: 2, offset: 0 })).toMatchObject([
    { name: "#4", place: 2, netSales: "1500", total: 3 },
    { name: "#2", place: null, netSales: "0", total: 3 },
  ]);
  expect(await customerOrders(shop, { ...ann, limit: 2, offset: 2 })).toMatchObject([{ name: "#1", place: 1, day: "2025-01-01" }]);
});

test.each([
  ["placed", [2, 1, 0]],
  ["units", [0, 2, 1]],
  ["net", [0, 2, 1]],
  ["total", [2, 1, 0]],
] as const)("orders are sorted by %s either way, those alike by their ids, a page of them or all", async (column, places) => {
  const shop = await givenShop();
  const two = { customer: "ann", sales: [{ quantity: 2, total: 2_000 }] };
  const three = { customer: "ann", sales: [{ quantity: 3, total: 10_000 }], currentTotal: 900 };
  const ids = [
    await givenOrder(shop, { ...three, placedOn: "2025-01-01" }),
    await givenOrder(shop, { ...two, placedOn: "2025-01-02" }),
    await givenOrder(shop, { ...two, placedOn: "2025-01-03" }),
  ];
  await refreshDirty(shop);
  const sorted = async (descending: boolean, limit: number | null, offset = 0) => {
    const rows = await customerOrders(shop, { ...ann, sort: { column, descending }, limit, offset });
    return rows.map(({ orderId }) => ids.indexOf(orderId));
  };

  expect(await sorted(true, null)).toEqual(places);
  expect(await sorted(false, null)).toEqual(places.toReversed());
  expect(await sorted(true, 1, 1)).toEqual(places.slice(1, 2));
});

test("the value to date grows, and falls with a return, step by step until now", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2024-12-31",
    sales: [{ total: 1_000 }],
    later: [{ on: "2025-02-03", sales: [{ action: "RETURN", total: -300 }] }],
  });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-20", sales: [{ total: 50 }] });
  await refreshDirty(shop);

  expect(await customerValueOverTime(shop, { ...ann, to: "2025-03-10", granularity: "month" })).toEqual([
    { start: "2024-12-01", netSales: "1000", valueToDate: "1000" },
    { start: "2025-01-01", netSales: "0", valueToDate: "1000" },
    { start: "2025-02-01", netSales: "-250", valueToDate: "750" },
    { start: "2025-03-01", netSales: "0", valueToDate: "750" },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenCustomer(other, "ann", { country: "FR" });
  await givenOrder(other, { customer: "ann", placedOn: "2025-01-01", sales: [{ product: "shirt" }] });
  await givenOrder(other, { customer: "ann", placedOn: "2025-01-09", sales: [{ product: "shirt" }] });
  await refreshDirty(other);

  expect(await customerRecord(shop, { ...ann, today })).toEqual([]);
  expect(await customerRhythm(shop, ann)).toEqual([{ medianDays: null, meanDays: null }]);
  expect(await customerProducts(shop, { ...ann, limit: 10 })).toEqual([]);
  expect(await customerOrders(shop, { ...ann, limit: 10, offset: 0 })).toEqual([]);
  expect(await customerValueOverTime(shop, { ...ann, to: today, granularity: "month" })).toEqual([]);
});

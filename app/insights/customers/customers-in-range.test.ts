import { expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customersInRange } from "./customers-in-range.ts";
import { guestSales } from "./guest-sales.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const asked = {
  ...march,
  before: { from: "2025-02-01", to: "2025-02-28" },
  today: "2025-04-01",
  group: null,
  sort: { column: "net", descending: true },
  limit: 50,
  offset: 0,
} as const;

test("who ordered in the range stands with what they brought in it, before it, and to date", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-10", sales: [{ total: 900 }] });
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-03-02",
    sales: [{ total: 2_000, tax: 200 }],
    later: [{ on: "2025-03-09", sales: [{ action: "RETURN", total: -500 }] }],
  });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-31", sales: [{ total: 700 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-05", sales: [{ total: 5_000 }] });
  await givenOrder(shop, {
    customer: "cyd",
    placedOn: "2025-02-05",
    later: [{ on: "2025-03-01", sales: [{ action: "RETURN", total: -100 }] }],
  });
  await refreshDirty(shop);

  const rows = await customersInRange(shop, asked);
  expect(rows).toMatchObject([
    { customerId: idOf("bob"), total: 2, rangeNetSales: "5000", rangeOrders: 1, rangeAverageOrderValue: "5000", netSalesBefore: "0" },
    {
      customerId: idOf("ann"),
      total: 2,
      rangeNetSales: "2000",
      rangeOrders: 2,
      rangeAverageOrderValue: "1250",
      netSalesBefore: "900",
      netSales: "2900",
      orders: 3,
    },
  ]);
  expect(await customersInRange(shop, { ...asked, before: null, limit: 1, offset: 1 })).toMatchObject([
    { customerId: idOf("ann"), total: 2, netSalesBefore: null },
  ]);
});

test("it is sorted by the range's figures, and keeps to a group if one is named", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01", sales: [{ total: 100 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02", sales: [{ total: 100 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-01", sales: [{ total: 9_000 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-20", sales: [{ total: 150 }] });
  await refreshDirty(shop);
  const first = async (more: Partial<Parameters<typeof customersInRange>[1]>) =>
    (await customersInRange(shop, { ...asked, ...more }))[0]?.customerId;

  expect(await first({ sort: { column: "net", descending: true } })).toBe(idOf("ann"));
  expect(await first({ sort: { column: "average", descending: true } })).toBe(idOf("bob"));
  expect(await first({ sort: { column: "orders", descending: false } })).toBe(idOf("bob"));
  // of two the better one scores 3: bob by days and money, ann by orders
  expect(await customersInRange(shop, { ...asked, group: "active" })).toEqual([]);
  expect(await customersInRange(shop, { ...asked, group: "dormant" })).toMatchObject([{ customerId: idOf("ann"), total: 1 }]);
});

test("days are the shop's, across a change of its clocks", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-01T04:59:00Z" }); // 23:59 on February 28, winter time
  await givenOrder(shop, { customer: "bob", placedAt: "2025-03-01T05:00:00Z" });
  await givenOrder(shop, { customer: "cyd", placedAt: "2025-04-01T03:59:00Z" }); // 23:59 on March 31, summer time
  await givenOrder(shop, { customer: "dan", placedAt: "2025-04-01T04:00:00Z" });
  await refreshDirty(shop);

  const rows = await customersInRange(shop, asked);
  expect(rows.map(({ customerId }) => customerId).sort()).toEqual([idOf("bob"), idOf("cyd")].sort());
});

test("what guests brought is what customers did not", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02", sales: [{ total: 2_000 }] });
  await givenOrder(shop, {
    customer: null,
    placedOn: "2025-03-03",
    sales: [
      { total: 1_100, tax: 100 },
      { lineType: "SHIPPING", total: 300 },
    ],
    later: [{ on: "2025-03-30", sales: [{ action: "RETURN", total: -110, tax: -10 }] }],
  });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-31", sales: [{ total: 501 }] });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-31", currency: "EUR" });
  await refreshDirty(shop);

  expect(await guestSales(shop, march)).toEqual([{ orders: 2, netSales: "1401", averageOrderValue: "751" }]);
  expect(await guestSales(shop, { from: "2024-01-01", to: "2024-12-31" })).toEqual([{ orders: 0, netSales: "0", averageOrderValue: null }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  for (const customer of ["ann", null]) {
    await givenOrder(other, { customer, placedOn: "2025-03-03", sales: [{ total: 7_000 }] });
    await givenOrder(shop, { customer, placedOn: "2025-03-03", sales: [{ total: 70 }] });
  }
  await refreshDirty(other);
  await refreshDirty(shop);

  expect(await customersInRange(shop, asked)).toMatchObject([{ total: 1, rangeNetSales: "70" }]);
  expect(await guestSales(shop, march)).toMatchObject([{ orders: 1, netSales: "70" }]);
});

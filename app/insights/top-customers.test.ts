import { expect, test } from "vitest";
import { idOf } from "../../test/factories/id.ts";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { topCustomers } from "./top-customers.ts";

const march = { from: "2025-03-01", to: "2025-03-31", limit: 5 };

test("customers stand by what they brought in the range, returns and adjustments taken off", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", sales: [{ total: 90_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02", sales: [{ total: 2_000 }, { lineType: "SHIPPING", total: 500 }] });
  await givenOrder(shop, {
    customer: "bob",
    placedOn: "2025-03-03",
    sales: [{ total: 8_800, tax: 800 }],
    later: [{ on: "2025-03-04", sales: [{ lineType: "ADJUSTMENT", action: "RETURN", total: -7_000 }] }],
  });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-03", sales: [{ total: 99_000 }] });
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toEqual([
    { customerId: idOf("ann"), orders: 1, netSales: "2000", ordersEver: 2, lastOrderAt: "2025-03-02T17:00:00.000Z" },
    { customerId: idOf("bob"), orders: 1, netSales: "1000", ordersEver: 1, lastOrderAt: "2025-03-03T17:00:00.000Z" },
  ]);
});

test("a customer who only brought something back in the range is not among them", async () => {
  const shop = await givenShop();
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-02-01",
    later: [{ on: "2025-03-01", sales: [{ action: "RETURN", total: -1_000 }] }],
  });
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toEqual([]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-03", sales: [{ total: 7_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-03", sales: [{ total: 70 }] });
  await refreshDirty(other);
  await refreshDirty(shop);

  expect(await topCustomers(shop, march)).toMatchObject([{ netSales: "70", ordersEver: 1 }]);
});

import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { customerKinds } from "./customer-kinds.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };

test("an order's place in its customer's whole history decides; guests are a kind of their own", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-03" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-10" }); // returning, once in the range
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-11" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-11" }); // new and repeating in the range
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-03-12" });
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-05-01" }); // new then, returning by today
  await givenOrder(shop, { customer: "dan", placedOn: "2025-03-31" }); // new, and never again
  await givenOrder(shop, { customer: null, placedOn: "2025-03-13" });
  await refreshDirty(shop);

  expect(await customerKinds(shop, march)).toEqual([
    {
      firstOrders: 3,
      laterOrders: 2,
      guestOrders: 1,
      customers: 4,
      newCustomers: 3,
      returningCustomers: 3,
      repeatCustomers: 1,
      returningCustomerRate: 0.75,
      repeatPurchaseRate: 0.25,
    },
  ]);
});

test("a range that ends within a month counts only what was ordered by then, whatever came later in it", async () => {
  const shop = await givenShop();
  for (const placedOn of ["2025-01-05", "2025-01-20", "2025-02-10", "2025-03-10", "2025-03-25"])
    await givenOrder(shop, { customer: "ann", placedOn });
  for (const placedOn of ["2025-01-10", "2025-03-09"]) await givenOrder(shop, { customer: "bob", placedOn });
  for (const placedOn of ["2025-02-28", "2025-03-11"]) await givenOrder(shop, { customer: "cyd", placedOn });
  for (const placedOn of ["2025-03-11", "2025-03-11", "2025-04-02"]) await givenOrder(shop, { customer: "dan", placedOn });
  await refreshDirty(shop);
  const told = async (from: string, to: string) => {
    const [kinds] = await customerKinds(shop, { from, to });
    return [kinds?.customers, kinds?.newCustomers, kinds?.returningCustomers, kinds?.repeatCustomers];
  };

  expect(await told("2025-01-15", "2025-03-10")).toEqual([3, 1, 3, 1]); // ann thrice, bob, cyd
  expect(await told("2025-01-15", "2025-03-11")).toEqual([4, 2, 4, 3]); // cyd came back, dan came twice
  expect(await told("2025-01-06", "2025-01-20")).toEqual([2, 1, 2, 0]);
  expect(await told("2025-03-11", "2025-03-11")).toEqual([2, 1, 2, 1]);
  expect(await told("2025-02-11", "2025-02-28")).toEqual([1, 1, 1, 0]);
  expect(await told("2025-01-01", "2025-04-30")).toEqual([4, 4, 4, 4]);
});

test("a gift card bought, a test and a return make nobody a customer", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01", sales: [{ lineType: "GIFT_CARD", total: 5_000 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-01", test: true });
  await givenOrder(shop, {
    customer: "cyd",
    placedOn: "2025-02-01",
    later: [{ on: "2025-03-01", sales: [{ action: "RETURN", total: -1_000 }] }],
  });
  await refreshDirty(shop);

  expect(await customerKinds(shop, march)).toMatchObject([
    { customers: 0, firstOrders: 0, returningCustomerRate: null, repeatPurchaseRate: null },
  ]);
});

test("who orders in the last hour of a day of 25 hours ordered on that day", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-03T04:59:59Z" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-03T05:00:00Z" });
  await givenOrder(shop, { customer: "bob", placedAt: "2025-11-02T03:59:59Z" });
  await refreshDirty(shop);

  expect(await customerKinds(shop, { from: "2025-11-02", to: "2025-11-02" })).toMatchObject([
    { customers: 1, firstOrders: 1, laterOrders: 0, newCustomers: 1, returningCustomers: 1, repeatCustomers: 0 },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await customerKinds(shop, march)).toMatchObject([{ customers: 1, newCustomers: 1, returningCustomers: 0, firstOrders: 1 }]);
});

import { expect, test } from "vitest";
import { idOf } from "../../test/factories/id.ts";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { recentOrders } from "./recent-orders.ts";

test("the newest order stands first, at what it comes to now", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  await givenOrder(shop, { name: "#1001", customer: "ann", placedAt: "2025-03-03T09:00:00Z" });
  await givenOrder(shop, {
    name: "#1002",
    customer: "ann",
    placedAt: "2025-03-03T10:30:00Z",
    sales: [{ total: 5_000 }],
    later: [{ on: "2025-03-05", sales: [{ action: "RETURN", total: -2_000 }] }],
  });
  await givenOrder(shop, { name: "#1003", placedAt: "2025-03-01T10:00:00Z" });
  await givenOrder(shop, { name: "#1004", placedAt: "2025-03-09T10:00:00Z", test: true });
  await refreshDirty(shop);

  const rows = await recentOrders(shop, { limit: 10 });
  expect(rows[0]).toEqual({
    orderId: idOf("#1002"),
    name: "#1002",
    placedAt: "2025-03-03T10:30:00.000Z",
    customerId: idOf("ann"),
    place: 2,
    total: "3000",
    currency: "USD",
    financialStatus: "PAID",
    fulfillmentStatus: "FULFILLED",
    cancelled: false,
  });
  expect(rows.map(({ name, place }) => [name, place])).toEqual([
    ["#1002", 2],
    ["#1001", 1],
    ["#1003", null],
  ]);
});

test("a range and a limit hold", async () => {
  const shop = await givenShop();
  for (const day of ["01", "02", "03", "04"]) await givenOrder(shop, { name: `#${day}`, placedOn: `2025-03-${day}` });
  await refreshDirty(shop);

  const rows = await recentOrders(shop, { from: "2025-03-01", to: "2025-03-03", limit: 2 });
  expect(rows.map(({ name }) => name)).toEqual(["#03", "#02"]);
});

test("it never shows another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);

  expect(await recentOrders(shop, { limit: 10 })).toEqual([]);
});

test("a day of 25 hours has its last hour's orders", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { name: "#1", placedAt: "2025-11-02T03:59:59Z" });
  await givenOrder(shop, { name: "#2", placedAt: "2025-11-03T04:59:59Z" });
  await givenOrder(shop, { name: "#3", placedAt: "2025-11-03T05:00:00Z" });
  await refreshDirty(shop);

  const rows = await recentOrders(shop, { limit: 10, from: "2025-11-02", to: "2025-11-02" });
  expect(rows.map(({ name }) => name)).toEqual(["#2"]);
});

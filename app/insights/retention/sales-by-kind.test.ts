import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { salesByKind } from "./sales-by-kind.ts";

test("net sales stand by the kind of their order, a return under the kind of the order that it belongs to", async () => {
  const shop = await givenShop();
  const later = [{ on: "2025-02-10", sales: [{ action: "RETURN" as const, total: -300 }] }];
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-03", sales: [{ total: 1_000 }], later });
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-02-03",
    sales: [
      { total: 550, tax: 50 },
      { lineType: "SHIPPING", total: 900 },
    ],
  });
  await givenOrder(shop, { customer: null, placedOn: "2025-02-04", sales: [{ total: 200 }] });
  await refreshDirty(shop);

  expect(await salesByKind(shop, { from: "2025-01-02", to: "2025-02-28", granularity: "month" })).toEqual([
    {
      start: "2025-01-02",
      netSales: "1000",
      firstSales: "1000",
      laterSales: "0",
      guestSales: "0",
      firstOrders: 1,
      laterOrders: 0,
      guestOrders: 0,
    },
    {
      start: "2025-02-01",
      netSales: "400",
      firstSales: "-300",
      laterSales: "500",
      guestSales: "200",
      firstOrders: 0,
      laterOrders: 1,
      guestOrders: 1,
    },
  ]);
});

test("goods added to an order of gift cards are a later purchase of whoever bought them, and a guest's of a guest", async () => {
  const shop = await givenShop();
  const later = [{ on: "2025-01-05", reason: "ORDER_EDIT" as const, sales: [{ action: "UPDATE" as const, total: 400 }] }];
  const cards = { placedOn: "2025-01-03", sales: [{ lineType: "GIFT_CARD" as const, total: 5_000 }], later };
  await givenOrder(shop, { customer: "ann", ...cards });
  await givenOrder(shop, { customer: null, ...cards });
  await refreshDirty(shop);

  expect(await salesByKind(shop, { from: "2025-01-05", to: "2025-01-05", granularity: "day" })).toMatchObject([
    { netSales: "800", firstSales: "0", laterSales: "400", guestSales: "400" },
  ]);
});

test("weeks begin where the shop's do, and clocks that change move nothing to another one", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-29T22:59:00Z" }); // 23:59 on Saturday
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-30T21:59:00Z" }); // 23:59 on Sunday, when the clocks went forward
  await refreshDirty(shop);
  const weeks = async (weekStart: "monday" | "sunday") =>
    (await salesByKind(shop, { from: "2025-03-29", to: "2025-03-31", granularity: "week", weekStart })).map(
      ({ start, firstSales, laterSales }) => [start, firstSales, laterSales],
    );

  expect(await weeks("monday")).toEqual([
    ["2025-03-29", "1000", "1000"],
    ["2025-03-31", "0", "0"],
  ]);
  expect(await weeks("sunday")).toEqual([
    ["2025-03-29", "1000", "0"],
    ["2025-03-30", "0", "1000"],
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-02" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await salesByKind(shop, { from: "2025-03-01", to: "2025-03-31", granularity: "month" })).toMatchObject([
    { netSales: "1000", firstSales: "0", guestSales: "1000" },
  ]);
});

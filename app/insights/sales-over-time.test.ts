import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { salesOverTime } from "./sales-over-time.ts";

test("every day has a row, those without a sale too, also over the change of the clocks", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" }); // clocks went forward on 2025-03-09
  await givenOrder(shop, { placedAt: "2025-03-09T04:59:00Z" }); // 23:59 on the 8th
  await givenOrder(shop, { placedAt: "2025-03-09T05:00:00Z", sales: [{ total: 2_100, tax: 100, discount: 500 }] }); // 00:00
  await givenOrder(shop, { placedAt: "2025-03-10T03:59:00Z" }); // 23:59, an hour earlier by the sun
  await givenOrder(shop, { placedAt: "2025-03-10T04:00:00Z" }); // 00:00 on the 10th
  await refreshDirty(shop);

  expect(await salesOverTime(shop, { from: "2025-03-08", to: "2025-03-11", granularity: "day" })).toEqual([
    { start: "2025-03-08", grossSales: "1000", netSales: "1000", totalSales: "1000", orders: 1 },
    { start: "2025-03-09", grossSales: "3500", netSales: "3000", totalSales: "3100", orders: 2 },
    { start: "2025-03-10", grossSales: "1000", netSales: "1000", totalSales: "1000", orders: 1 },
    { start: "2025-03-11", grossSales: "0", netSales: "0", totalSales: "0", orders: 0 },
  ]);
});

test("weeks begin on Monday, and the first and last count the days of the range alone", async () => {
  const shop = await givenShop();
  for (const placedOn of ["2025-03-04", "2025-03-05", "2025-03-09", "2025-03-10", "2025-03-17", "2025-03-18"]) {
    await givenOrder(shop, { placedOn });
  }
  await refreshDirty(shop);

  const weeks = await salesOverTime(shop, { from: "2025-03-05", to: "2025-03-17", granularity: "week" });
  expect(weeks.map(({ start, orders }) => [start, orders])).toEqual([
    ["2025-03-05", 2],
    ["2025-03-10", 1],
    ["2025-03-17", 1],
  ]);
});

test("weeks begin on Sunday where the shop has it so", async () => {
  const shop = await givenShop();
  for (const placedOn of ["2025-03-08", "2025-03-09", "2025-03-10", "2025-03-15", "2025-03-16"]) await givenOrder(shop, { placedOn });
  await refreshDirty(shop);

  const weeks = await salesOverTime(shop, { from: "2025-03-08", to: "2025-03-16", granularity: "week", weekStart: "sunday" });
  expect(weeks.map(({ start, orders }) => [start, orders])).toEqual([
    ["2025-03-08", 1],
    ["2025-03-09", 3],
    ["2025-03-16", 1],
  ]);
});

test("months add up their days", async () => {
  const shop = await givenShop();
  for (const placedOn of ["2025-01-31", "2025-02-01", "2025-02-28", "2025-04-01"]) await givenOrder(shop, { placedOn });
  await refreshDirty(shop);

  const months = await salesOverTime(shop, { from: "2025-01-01", to: "2025-04-30", granularity: "month" });
  expect(months.map(({ start, netSales }) => [start, netSales])).toEqual([
    ["2025-01-01", "1000"],
    ["2025-02-01", "2000"],
    ["2025-03-01", "0"],
    ["2025-04-01", "1000"],
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);

  expect(await salesOverTime(shop, { from: "2025-03-03", to: "2025-03-03", granularity: "day" })).toEqual([
    { start: "2025-03-03", grossSales: "0", netSales: "0", totalSales: "0", orders: 0 },
  ]);
});

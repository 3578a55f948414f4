import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { salesByWeekdayAndHour } from "./sales-by-weekday-and-hour.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };

async function filled(shop: GivenShop, days = march) {
  return (await salesByWeekdayAndHour(shop, days)).filter(({ orders, netSales }) => orders > 0 || netSales !== "0");
}

test("there is a row for each hour of the week, and how often its weekday comes", async () => {
  const shop = await givenShop();
  const rows = await salesByWeekdayAndHour(shop, march);

  expect(rows).toHaveLength(168);
  expect(rows[0]).toEqual({ weekday: 1, hour: 0, days: 5, orders: 0, netSales: "0", totalSales: "0" });
  expect(rows.at(-1)).toEqual({ weekday: 7, hour: 23, days: 5, orders: 0, netSales: "0", totalSales: "0" });
  expect(rows[24]).toMatchObject({ weekday: 2, hour: 0, days: 4 });
});

test("orders and money fall on the weekday and hour of the shop's clock, each by its own instant", async () => {
  const shop = await givenShop({ timeZone: "Asia/Kolkata" });
  await givenOrder(shop, {
    placedAt: "2025-03-03T04:29:59Z", // Monday 9:59:59
    sales: [{ total: 1_100, tax: 100 }],
    later: [{ on: "2025-03-11", at: "2025-03-11T18:30:00Z", sales: [{ action: "RETURN", total: -550, tax: -50 }] }], // Wednesday 0:00
  });
  await givenOrder(shop, { placedAt: "2025-03-10T04:00:00Z" }); // Monday 9:30
  await refreshDirty(shop);

  expect(await filled(shop)).toEqual([
    { weekday: 1, hour: 9, days: 5, orders: 2, netSales: "2000", totalSales: "2100" },
    { weekday: 3, hour: 0, days: 4, orders: 0, netSales: "-500", totalSales: "-550" },
  ]);
});

test("both hours that the clock shows alike in autumn stand in one", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { placedAt: "2025-10-26T00:30:00Z" }); // 2:30, summer time
  await givenOrder(shop, { placedAt: "2025-10-26T01:30:00Z" }); // 2:30, winter time
  await refreshDirty(shop);

  expect(await filled(shop, { from: "2025-10-26", to: "2025-10-26" })).toEqual([
    { weekday: 7, hour: 2, days: 1, orders: 2, netSales: "2000", totalSales: "2000" },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);

  expect(await filled(shop)).toEqual([]);
  expect(await filled(other)).toHaveLength(1);
});

import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { salesByHour } from "./sales-by-hour.ts";

test("a day has 24 hours; one on which the clocks change has 23 or 25", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  const hours = async (day: string) => (await salesByHour(shop, { day })).map(({ start }) => start);

  expect(await hours("2025-03-08")).toHaveLength(24);
  expect((await hours("2025-03-09")).slice(0, 3)).toEqual([
    "2025-03-09T05:00:00.000Z",
    "2025-03-09T06:00:00.000Z",
    "2025-03-09T07:00:00.000Z",
  ]);
  expect(await hours("2025-03-09")).toHaveLength(23);
  expect(await hours("2025-11-02")).toHaveLength(25);
});

test("sales fall into their hour, in a zone off by half an hour too, and add up to the day's", async () => {
  const shop = await givenShop({ timeZone: "Asia/Kolkata" });
  await givenOrder(shop, {
    placedAt: "2025-03-03T04:29:59Z", // 9:59:59
    sales: [
      { total: 1_100, tax: 100 },
      { lineType: "SHIPPING", total: 220, tax: 20 },
      { lineType: "TIP", total: 50 },
    ],
    later: [
      {
        on: "2025-03-03",
        at: "2025-03-03T04:30:00Z",
        sales: [
          { action: "RETURN", total: -550, tax: -50 },
          { lineType: "GIFT_CARD", total: 999 },
        ],
      },
    ],
  });
  await refreshDirty(shop);

  const busy = (await salesByHour(shop, { day: "2025-03-03" })).filter(({ totalSales }) => totalSales !== "0");
  expect(busy).toEqual([
    { start: "2025-03-03T03:30:00.000Z", netSales: "1000", totalSales: "1320", orders: 1 },
    { start: "2025-03-03T04:30:00.000Z", netSales: "-500", totalSales: "-550", orders: 0 },
  ]);
});

test("where the clocks move by half an hour, the last hour of the day is whole", async () => {
  const shop = await givenShop({ timeZone: "Australia/Lord_Howe" });
  await givenOrder(shop, { placedAt: "2024-10-06T12:45:00Z", sales: [{ total: 500 }] }); // 23:45, on a day of 23 and a half hours
  await givenOrder(shop, { placedAt: "2025-04-06T13:15:00Z", sales: [{ total: 700 }] }); // 23:45, on one of 24 and a half
  await refreshDirty(shop);
  const hours = async (day: string) => (await salesByHour(shop, { day })).map(({ start, netSales }) => [start, netSales]);

  const [spring, autumn] = [await hours("2024-10-06"), await hours("2025-04-06")];
  expect([spring.length, spring[1]?.[0], spring[2]?.[0]]).toEqual([23, "2024-10-05T14:30:00.000Z", "2024-10-05T16:00:00.000Z"]);
  expect(spring.at(-1)).toEqual(["2024-10-06T12:00:00.000Z", "500"]);
  expect([autumn.length, autumn.at(-1)]).toEqual([24, ["2025-04-06T12:30:00.000Z", "700"]]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { placedOn: "2025-03-03" });
  await refreshDirty(other);

  expect((await salesByHour(shop, { day: "2025-03-03" })).filter(({ orders }) => orders > 0)).toEqual([]);
});

import { expect, test } from "vitest";
import { givenOrder } from "../../test/factories/order.ts";
import { givenShop } from "../../test/factories/shop.ts";
import { refreshDirty } from "../rollups/refresh-dirty.ts";
import { history } from "./history.ts";

test("before the first order there is none", async () => {
  const shop = await givenShop();

  expect(await history(shop, {})).toEqual([{ historyFrom: null, orders: 0 }]);
});

test("it begins with the first day that is reckoned", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { placedOn: "2024-05-06" });
  await refreshDirty(shop);
  await givenOrder(shop, { placedOn: "2024-05-05" });

  expect(await history(shop, {})).toEqual([{ historyFrom: "2024-05-06", orders: 1 }]);
});

test("it never tells of another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other);
  await refreshDirty(other);

  expect(await history(shop, {})).toEqual([{ historyFrom: null, orders: 0 }]);
});

test("the night before the clocks go back is still the day before", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T03:59:59Z" }); // 23:59:59 of the 1st, in summer time
  await givenOrder(shop, { placedAt: "2025-11-03T04:59:59Z" }); // 23:59:59 of the 2nd, in winter time
  await refreshDirty(shop);

  expect(await history(shop, {})).toEqual([{ historyFrom: "2025-11-01", orders: 2 }]);
});

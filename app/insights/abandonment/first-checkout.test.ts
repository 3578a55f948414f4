import { expect, test } from "vitest";
import { listedCheckout, seenCheckout } from "../../../test/factories/checkout.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { firstCheckout } from "./first-checkout.ts";

test("it is the day on which the first known checkout was begun; before any there is none", async () => {
  const shop = await givenShop();
  expect(await firstCheckout(shop, {})).toEqual([{ firstDay: null }]);

  await listedCheckout(shop, { name: "later", begunAt: "2025-03-05T15:00:00Z" });
  await seenCheckout(shop, { name: "first", begunAt: "2025-03-03T15:00:00Z" });
  await refreshDirty(shop);

  expect(await firstCheckout(shop, {})).toEqual([{ firstDay: "2025-03-03" }]);
});

test("the last hour before a change of the clocks is of the day before", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await listedCheckout(shop, { name: "late", begunAt: "2025-11-02T03:30:00Z" }); // 23:30 of the 1st, in summer time
  await refreshDirty(shop);

  expect(await firstCheckout(shop, {})).toEqual([{ firstDay: "2025-11-01" }]);
});

test("it never tells of another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await listedCheckout(other, { name: "left", begunAt: "2025-03-03T15:00:00Z" });
  await refreshDirty(other);

  expect(await firstCheckout(shop, {})).toEqual([{ firstDay: null }]);
});

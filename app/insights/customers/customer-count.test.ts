import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customerCount } from "./customer-count.ts";

test("who has ordered counts once, by the currency of their last order; guests and tests do not count", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-03" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-03-03", currency: "EUR" });
  await givenOrder(shop, { customer: "tess", placedOn: "2025-03-03", test: true });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-03" });
  await refreshDirty(shop);

  expect(await customerCount(shop, {})).toEqual([{ customers: 1, inOtherCurrencies: 1 }]);
});

test("two orders in the hour that the clocks repeat are one customer's", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-02T05:30:00Z" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-02T06:30:00Z" });
  await refreshDirty(shop);

  expect(await customerCount(shop, {})).toEqual([{ customers: 1, inOtherCurrencies: 0 }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann" });
  await refreshDirty(other);

  expect(await customerCount(shop, {})).toEqual([{ customers: 0, inOtherCurrencies: 0 }]);
});

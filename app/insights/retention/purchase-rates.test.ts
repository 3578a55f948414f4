import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customerKinds } from "../customer-kinds.ts";
import { purchaseRates } from "./purchase-rates.ts";

test("each month is a range of its own: who is new, who comes back ever, who comes back within it", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-10" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-20" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-20" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-11" });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-05-11" }); // after the range: returning by today all the same
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-01-12" });
  await givenOrder(shop, { customer: null, placedOn: "2025-01-12" });
  await refreshDirty(shop);

  const months = await purchaseRates(shop, { from: "2025-01-02", to: "2025-03-20", granularity: "month" });

  expect(months).toEqual([
    {
      start: "2025-01-02",
      customers: 3,
      newCustomers: 3,
      returningCustomers: 2,
      repeatCustomers: 1,
      returningCustomerRate: 2 / 3,
      repeatPurchaseRate: 1 / 3,
    },
    {
      start: "2025-02-01",
      customers: 0,
      newCustomers: 0,
      returningCustomers: 0,
      repeatCustomers: 0,
      returningCustomerRate: null,
      repeatPurchaseRate: null,
    },
    {
      start: "2025-03-01",
      customers: 1,
      newCustomers: 0,
      returningCustomers: 1,
      repeatCustomers: 0,
      returningCustomerRate: 1,
      repeatPurchaseRate: 0,
    },
  ]);
});

test("each row says what customer-kinds says of its days", async () => {
  const shop = await givenShop();
  for (let n = 0; n < 40; n++)
    await givenOrder(shop, { customer: `${(n * 7) % 11}`, placedOn: `2025-03-${String(1 + ((n * 5) % 28)).padStart(2, "0")}` });
  await refreshDirty(shop);

  const weeks = await purchaseRates(shop, { from: "2025-03-05", to: "2025-03-26", granularity: "week", weekStart: "sunday" });
  expect(weeks.map(({ start }) => start)).toEqual(["2025-03-05", "2025-03-09", "2025-03-16", "2025-03-23"]);
  const ends = ["2025-03-08", "2025-03-15", "2025-03-22", "2025-03-26"];
  for (const [at, { start, ...row }] of weeks.entries())
    expect(await customerKinds(shop, { from: start, to: ends[at] ?? "" })).toMatchObject([row]);
});

test("a day with 25 hours is one day", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-02T04:30:00Z" }); // 0:30
  await givenOrder(shop, { customer: "ann", placedAt: "2025-11-03T04:30:00Z" }); // 23:30 of the same day
  await refreshDirty(shop);

  expect(await purchaseRates(shop, { from: "2025-11-01", to: "2025-11-03", granularity: "day" })).toMatchObject([
    { start: "2025-11-01", customers: 0 },
    { start: "2025-11-02", customers: 1, repeatCustomers: 1 },
    { start: "2025-11-03", customers: 0 },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await purchaseRates(shop, { from: "2025-03-01", to: "2025-03-31", granularity: "month" })).toMatchObject([
    { customers: 1, returningCustomers: 0 },
  ]);
});

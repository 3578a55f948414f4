import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { cohortAverages } from "./cohort-averages.ts";

const everybody = { dimension: "all", value: "", from: "2025-01-01", to: "2025-12-01", today: "2025-03-15" } as const;

test("cohorts weigh as many customers as they have, and months that are not over are left out", async () => {
  const shop = await givenShop();
  for (const customer of ["ann", "bob", "cyd"]) await givenOrder(shop, { customer, placedOn: "2025-01-03", sales: [{ total: 1_000 }] });
  await givenOrder(shop, { customer: "dan", placedOn: "2025-02-03", sales: [{ total: 3_001 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-10", sales: [{ total: 500 }] });
  await givenOrder(shop, { customer: "dan", placedOn: "2025-03-10" }); // in a month that is not over
  await givenOrder(shop, { customer: "eve", placedOn: "2025-03-10" });
  await refreshDirty(shop);

  expect(await cohortAverages(shop, everybody)).toEqual([
    { since: 0, cohorts: 2, size: 4, retention: 1, value: "1500", ordersPerCustomer: 1 },
    { since: 1, cohorts: 1, size: 3, retention: 1 / 3, value: "1167", ordersPerCustomer: 4 / 3 },
  ]);
});

test("a month is over when the shop's calendar says so, clocks changed or not", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-10-31T23:30:00Z" }); // 0:30 on Nov 1 in Berlin, after the clocks went back
  await refreshDirty(shop);

  expect(await cohortAverages(shop, { ...everybody, today: "2025-11-30" })).toEqual([]);
  expect(await cohortAverages(shop, { ...everybody, today: "2025-12-01" })).toMatchObject([{ since: 0, size: 1, value: "1000" }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-01-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-02" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await cohortAverages(shop, everybody)).toMatchObject([{ since: 0, size: 1, cohorts: 1 }]);
});

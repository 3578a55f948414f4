import { expect, test } from "vitest";
import { givenCustomer } from "../../../test/factories/customer.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { cohortTable } from "./cohort-table.ts";

const everybody = { dimension: "all", value: "", from: "2025-01-01", to: "2025-12-01", today: "2025-03-15" } as const;

test("each cohort has its size, and a cell for each month since, up to the one that is not over", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-03", sales: [{ total: 1_100, tax: 100 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-10", sales: [{ total: 501 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-20", sales: [{ total: 2_000 }, { lineType: "SHIPPING", total: 900 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-21", sales: [{ total: 1_000 }] });
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-02-28", sales: [{ total: 700 }] });
  await givenOrder(shop, { customer: null, placedOn: "2025-01-05" });
  await refreshDirty(shop);

  const january = { cohort: "2025-01-01", size: 2 };
  const february = { cohort: "2025-02-01", size: 1 };
  expect(await cohortTable(shop, everybody)).toEqual([
    {
      ...february,
      since: 0,
      month: "2025-02-01",
      over: true,
      customers: 1,
      orders: 1,
      netSales: "700",
      retention: 1,
      value: "700",
      ordersPerCustomer: 1,
    },
    {
      ...february,
      since: 1,
      month: "2025-03-01",
      over: false,
      customers: 0,
      orders: 1,
      netSales: "700",
      retention: 0,
      value: "700",
      ordersPerCustomer: 1,
    },
    {
      ...january,
      since: 0,
      month: "2025-01-01",
      over: true,
      customers: 2,
      orders: 3,
      netSales: "4000",
      retention: 1,
      value: "2000",
      ordersPerCustomer: 1.5,
    },
    {
      ...january,
      since: 1,
      month: "2025-02-01",
      over: true,
      customers: 0,
      orders: 3,
      netSales: "4000",
      retention: 0,
      value: "2000",
      ordersPerCustomer: 1.5,
    },
    {
      ...january,
      since: 2,
      month: "2025-03-01",
      over: false,
      customers: 1,
      orders: 4,
      netSales: "4501",
      retention: 0.5,
      value: "2251",
      ordersPerCustomer: 2,
    },
  ]);
});

test("a return counts in the month of its day, and a customer who takes everything back stays in the cohort", async () => {
  const shop = await givenShop();
  const later = [{ on: "2025-02-02", sales: [{ action: "RETURN" as const, total: -1_000 }] }];
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-31", sales: [{ total: 1_000 }], later });
  await refreshDirty(shop);

  expect(await cohortTable(shop, { ...everybody, today: "2025-02-28" })).toMatchObject([
    { since: 0, size: 1, customers: 1, value: "1000" },
    { since: 1, size: 1, customers: 0, value: "0", over: false },
  ]);
});

test("cohorts are narrowed by what the first order was like, and by the customer's tags of today", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "ann", { tags: ["VIP"] });
  const sales = [{ product: "shirt" }, { product: "mug" }];
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-03", channel: "web", codes: ["WELCOME"], sales });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-03", channel: "pos", sales: [{ product: "lamp" }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-04", channel: "pos", sales: [{ product: "mug" }] });
  await refreshDirty(shop);
  const firstMonth = async (dimension: "product" | "channel" | "code" | "tag", value: string) =>
    (await cohortTable(shop, { ...everybody, dimension, value }))
      .filter(({ since }) => since === 0)
      .map(({ size, netSales }) => [size, netSales]);

  expect(await firstMonth("product", idOf("mug"))).toEqual([[2, "3000"]]);
  expect(await firstMonth("product", idOf("shirt"))).toEqual([[1, "2000"]]);
  expect(await firstMonth("product", idOf("lamp"))).toEqual([]); // bought later
  expect(await firstMonth("channel", "pos")).toEqual([[1, "1000"]]);
  expect(await firstMonth("code", "welcome")).toEqual([[1, "2000"]]);
  expect(await firstMonth("code", "")).toEqual([[1, "1000"]]);
  expect(await firstMonth("tag", "vip")).toEqual([[1, "2000"]]);
});

test("months are those of the shop's calendar: the night in which the clocks go forward ends March in Berlin", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-30T00:30:00Z" }); // 1:30, before the clocks go forward
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-31T21:59:00Z" }); // 23:59 in March
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-31T22:01:00Z" }); // 0:01 in April
  await refreshDirty(shop);

  expect(await cohortTable(shop, { ...everybody, today: "2025-04-30" })).toMatchObject([
    { cohort: "2025-03-01", since: 0, orders: 2 },
    { cohort: "2025-03-01", since: 1, orders: 3, customers: 1 },
  ]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenOrder(other, { customer: "ann", placedOn: "2025-01-01" });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-02-02" });
  await refreshDirty(shop);
  await refreshDirty(other);

  expect(await cohortTable(shop, { ...everybody, today: "2025-02-28" })).toMatchObject([
    { cohort: "2025-02-01", size: 1, netSales: "1000" },
  ]);
});

import { expect, test } from "vitest";
import { givenCustomer } from "../../../test/factories/customer.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { customerList } from "./customer-list.ts";
import type { sortColumns } from "./customer-row.ts";
import { customersByNumber } from "./customers-by-number.ts";
import { prospectList } from "./prospect-list.ts";

const asked = { today: "2025-04-01", group: null, sort: { column: "net", descending: true }, limit: 50, offset: 0 } as const;
const ids = (rows: readonly { customerId: string }[]) => rows.map(({ customerId }) => customerId);

test("a customer stands with all that their orders brought, and with when they ordered", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "ann", { country: "GB", tags: ["vip"] });
  await givenOrder(shop, {
    customer: "ann",
    placedOn: "2025-01-05",
    sales: [
      { total: 6_000, tax: 1_000, discount: 400 },
      { lineType: "SHIPPING", total: 500 },
    ],
    later: [{ on: "2025-02-01", sales: [{ action: "RETURN", total: -1_200, tax: -200 }] }],
  });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-20", sales: [{ total: 2_001 }] });
  await givenOrder(shop, { customer: null, placedOn: "2025-03-21", sales: [{ total: 99_000 }] });
  await refreshDirty(shop);

  expect(await customerList(shop, asked)).toEqual([
    {
      customerId: idOf("ann"),
      netSales: "6001",
      orders: 2,
      averageOrderValue: "3501", // (5000 + 2001) ÷ 2, half away from zero
      currency: "USD",
      firstOrderOn: "2025-01-05",
      lastOrderOn: "2025-03-20",
      daysSince: 12,
      country: "GB",
      tags: ["vip"],
      deleted: false,
      group: "dormant", // alone, nobody is above a cut point
    },
  ]);
});

test("it is sorted by any figure, from either end, and shown in pages", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "ann", placedOn: "2025-01-01", sales: [{ total: 5_000 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-02", sales: [{ total: 3_000 }] });
  await givenOrder(shop, { customer: "bob", placedOn: "2025-01-03", sales: [{ total: 3_000 }] });
  await givenOrder(shop, { customer: "cyd", placedOn: "2025-01-02", sales: [{ total: 4_000 }] });
  await refreshDirty(shop);
  const orderOf = async (column: (typeof sortColumns)[number], descending: boolean) => {
    const rows = ids(await customerList(shop, { ...asked, sort: { column, descending } }));
    return ["ann", "bob", "cyd"].sort((a, b) => rows.indexOf(idOf(a)) - rows.indexOf(idOf(b))).join(" ");
  };

  expect(await orderOf("net", true)).toBe("bob ann cyd");
  expect(await orderOf("net", false)).toBe("cyd ann bob");
  expect(await orderOf("average", true)).toBe("ann cyd bob");
  expect(await orderOf("orders", true)).toBe("bob cyd ann"); // equal ones by their number
  expect(await orderOf("first", false)).toBe("ann bob cyd");
  expect(await orderOf("last", true)).toBe("bob cyd ann");
  expect(await orderOf("days", true)).toBe("ann cyd bob");
  expect(ids(await customerList(shop, { ...asked, limit: 1, offset: 1 }))).toEqual([idOf("ann")]);
  expect(await customerList(shop, { ...asked, offset: 999_950 })).toEqual([]);
});

test("days are the shop's, across a change of its clocks", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-29T23:30:00Z" }); // the 29th, in winter time
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-30T23:30:00Z" }); // 00:30 on the 31st, in summer time
  await refreshDirty(shop);

  expect(await customerList(shop, asked)).toMatchObject([{ firstOrderOn: "2025-03-29", lastOrderOn: "2025-03-31", daysSince: 1 }]);
});

test("a customer whose figures are in another currency is not compared, but found by number", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { customer: "eve", currency: "EUR", placedOn: "2025-03-01", sales: [{ total: 700 }] });
  await refreshDirty(shop);

  expect(await customerList(shop, asked)).toEqual([]);
  expect(await customersByNumber(shop, { ...asked, ids: [idOf("eve")] })).toMatchObject([
    { netSales: "700", currency: "EUR", group: null },
  ]);
});

test("by number come those with and without orders, and nobody unknown", async () => {
  const shop = await givenShop();
  await givenCustomer(shop, "pat");
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await refreshDirty(shop);

  const rows = await customersByNumber(shop, { ...asked, ids: [idOf("pat"), idOf("nobody"), idOf("ann"), idOf("ann")] });
  expect(rows).toMatchObject([
    { customerId: idOf("ann"), orders: 1 },
    { customerId: idOf("pat"), orders: 0, netSales: null, lastOrderOn: null, group: "prospects" },
  ]);
});

test("prospects have never ordered, and are not deleted", async () => {
  const shop = await givenShop();
  for (const name of ["pat", "ann", "tess"]) await givenCustomer(shop, name);
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-01" });
  await givenOrder(shop, { customer: "tess", placedOn: "2025-03-01", test: true });
  await refreshDirty(shop);

  const rows = await prospectList(shop, { today: asked.today, limit: 50, offset: 0 });
  expect(ids(rows).sort()).toEqual([idOf("pat"), idOf("tess")].sort());
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  for (const each of [other, shop]) await givenCustomer(each, "ann", { country: each === shop ? "US" : "FR" });
  await givenCustomer(other, "pat");
  await givenOrder(other, { customer: "ann", placedOn: "2025-03-03", sales: [{ total: 7_000 }] });
  await givenOrder(shop, { customer: "ann", placedOn: "2025-03-02", sales: [{ total: 70 }] });
  await refreshDirty(other);
  await refreshDirty(shop);

  expect(await customerList(shop, asked)).toMatchObject([{ netSales: "70", orders: 1, country: "US" }]);
  expect(await customersByNumber(shop, { ...asked, ids: [idOf("ann"), idOf("pat")] })).toMatchObject([{ netSales: "70" }]);
  expect(await prospectList(shop, { today: asked.today, limit: 50, offset: 0 })).toEqual([]);
});

import { beforeAll, expect, test } from "vitest";
import { idOf } from "../../../test/factories/id.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { orderCount } from "./order-count.ts";
import { orderList } from "./order-list.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
let shop: GivenShop;

beforeAll(async () => {
  shop = await givenShop({ timeZone: "Europe/London" });
  const paper = { product: "paper" };
  await givenOrder(shop, {
    name: "#1001",
    customer: "ann",
    placedOn: "2025-03-03",
    sales: [{ total: 1_200, tax: 200 }],
    channel: "web",
    tags: ["VIP"],
  });
  await givenOrder(shop, {
    name: "#1002",
    customer: "ann",
    placedOn: "2025-03-04",
    sales: [
      { ...paper, total: 5_000, quantity: 2 },
      { lineType: "SHIPPING", total: 400 },
    ],
    later: [{ on: "2025-03-05", sales: [{ ...paper, action: "RETURN", total: -2_500 }] }],
    lines: [{ ...paper, quantity: 2 }],
    payment: "PARTIALLY_REFUNDED",
    channel: "pos",
    tags: ["vip", "gift"],
    codes: ["TEN"],
  });
  await givenOrder(shop, {
    name: "#1003",
    placedOn: "2025-03-05",
    payment: "PENDING",
    fulfillment: "UNFULFILLED",
    closed: true,
    codes: ["ten"],
  });
  await givenOrder(shop, { name: "#10011", customer: "bob", placedOn: "2025-03-06", cancelled: true, edited: true, lines: [paper] });
  await givenOrder(shop, { name: "#1005", placedOn: "2025-03-07", sales: [{ lineType: "GIFT_CARD", total: 9_000 }] });
  await givenOrder(shop, { name: "#2001", placedOn: "2025-03-08", test: true });
  await givenOrder(shop, { name: "#2002", placedOn: "2025-03-08", deleted: true });
  await givenOrder(shop, { name: "#0900", placedOn: "2025-02-28" });
  await refreshDirty(shop);
});

test("a row tells an order as it was placed and as it stands", async () => {
  const rows = await orderList(shop, { ...march, code: "TEN", tag: "Gift" });

  expect(rows).toEqual([
    {
      orderId: idOf("#1002"),
      name: "#1002",
      day: "2025-03-04",
      placedAt: "2025-03-04T12:00:00.000Z",
      customerId: idOf("ann"),
      place: 2,
      standing: "sale",
      financialStatus: "PARTIALLY_REFUNDED",
      fulfillmentStatus: "FULFILLED",
      cancelled: false,
      closed: false,
      edited: false,
      returned: true,
      channel: "pos",
      units: 1,
      originalTotal: "5400",
      currentTotal: "2900",
      netSales: "2500",
      currency: "USD",
    },
  ]);
});

test.each([
  ["nothing", {}, "#1005 #10011 #1003 #1002 #1001"],
  ["a payment status", { payment: "PENDING" }, "#1003"],
  ["a fulfillment status", { fulfillment: "FULFILLED" }, "#1005 #10011 #1002 #1001"],
  ["open", { is: ["open"] }, "#1005 #1002 #1001"],
  ["closed", { is: ["closed"] }, "#1003"],
  ["cancelled and edited", { is: ["cancelled", "edited"] }, "#10011"],
  ["returned and edited", { is: ["returned", "edited"] }, ""],
  ["returned", { is: ["returned"] }, "#1002"],
  ["a channel", { channel: { name: "pos" } }, "#1002"],
  ["no channel", { channel: { name: null } }, "#1005 #10011 #1003"],
  ["a tag in other letters", { tag: "vIP" }, "#1002 #1001"],
  ["a tag and a channel", { tag: "vip", channel: { name: "web" } }, "#1001"],
  ["a discount code", { code: "Ten" }, "#1003 #1002"],
  ["a product", { product: idOf("paper") }, "#10011 #1002"],
  ["first orders", { kind: "first" }, "#10011 #1001"],
  ["later orders", { kind: "later" }, "#1002"],
  ["guests' orders", { kind: "guest" }, "#1005 #1003"],
  ["test orders", { show: "test" }, "#2001"],
  ["deleted orders", { show: "deleted" }, "#2002"],
  ["a name and those that begin with it, the one itself first", { search: { name: "1001", customers: [] } }, "#1001 #10011"],
  ["a beginning that nothing has", { search: { name: "77", customers: [] } }, ""],
  ["customers that were found", { search: { name: "ann", customers: [idOf("ann")] } }, "#1002 #1001"],
] as const)("narrowed to %s", async (_, filters, names) => {
  const asked = { ...march, ...filters, is: "is" in filters ? [...filters.is] : [] };
  const search = "search" in filters ? { name: filters.search.name, customers: [...filters.search.customers] } : null;
  const rows = await orderList(shop, { ...asked, search });

  expect(rows.map(({ name }) => name).join(" ")).toBe(names);
  expect(await orderCount(shop, { ...asked, search })).toEqual([{ orders: rows.length }]);
});

test.each([
  ["placed", false, "#1001 #1002 #1003 #10011 #1005"],
  ["total", true, "#1005 #1002 #1001 #10011 #1003"],
  ["net", true, "#1002 #10011 #1003 #1001 #1005"],
  ["net", false, "#1005 #1001 #1003 #10011 #1002"],
] as const)("sorted by %s", async (column, descending, names) => {
  const rows = await orderList(shop, { ...march, sort: { column, descending } });
  expect(rows.map(({ name }) => name).join(" ")).toBe(names);
});

test("a page of it, and the whole of it one by one", async () => {
  const second = await orderList(shop, { ...march, limit: 2, offset: 2 });
  expect(second.map(({ name }) => name)).toEqual(["#1003", "#1002"]);

  const names: string[] = [];
  for await (const { name } of orderList.stream(shop, march)) names.push(name);
  expect(names.join(" ")).toBe("#1005 #10011 #1003 #1002 #1001");
});

test("an order belongs to the day of the shop's clock, on the day that it is put back too", async () => {
  const summer = await givenShop({ timeZone: "America/New_York" });
  // 2025-11-02 has 25 hours in New York: it ends at 05:00Z, where other days of that week end at 04:00Z
  await givenOrder(summer, { name: "#1", placedAt: "2025-11-02T03:59:00Z" });
  await givenOrder(summer, { name: "#2", placedAt: "2025-11-02T04:00:00Z" });
  await givenOrder(summer, { name: "#3", placedAt: "2025-11-03T04:59:00Z" });
  await givenOrder(summer, { name: "#4", placedAt: "2025-11-03T05:00:00Z" });
  await refreshDirty(summer);

  const rows = await orderList(summer, { from: "2025-11-02", to: "2025-11-02" });
  expect(rows.map(({ name }) => name)).toEqual(["#3", "#2"]);
});

test("it never lists or counts another shop's", async () => {
  const other = await givenShop();

  expect(await orderList(other, { ...march, product: idOf("paper") })).toEqual([]);
  expect(await orderList(other, { ...march, search: { name: "1001", customers: [idOf("ann")] } })).toEqual([]);
  expect(await orderCount(other, march)).toEqual([{ orders: 0 }]);
});

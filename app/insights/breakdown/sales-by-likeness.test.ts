import { expect, test } from "vitest";
import { load } from "../../../test/factories/loading.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { orderLines } from "../../../test/factories/order-lines.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { single } from "../define-insight.ts";
import { salesLadder } from "../sales-ladder.ts";
import { type Likeness, likenesses, salesByLikeness } from "./sales-by-likeness.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const asked = { before: null, sort: { column: "netSales", descending: true }, size: 50, offset: 0 } as const;

async function told(shop: GivenShop, by: Likeness, days = march) {
  const rows = await salesByLikeness(shop, { ...days, ...asked, by });
  return rows.map(({ value, orders, netSales, totalSales, share }) => [value, orders, netSales, totalSales, share]);
}

async function givenTrade(shop: GivenShop) {
  await givenOrder(shop, {
    placedAt: "2025-03-03T14:05:00Z",
    channel: "web",
    country: "US",
    province: "NY",
    presentmentCurrency: "CAD",
    sales: [
      { total: 5_500, tax: 500 },
      { lineType: "SHIPPING", total: 700 },
    ],
    later: [{ on: "2025-03-04", at: "2025-03-04T21:59:00Z", sales: [{ action: "RETURN", total: -1_100, tax: -100 }] }],
  });
  await givenOrder(shop, { placedAt: "2025-03-05T14:30:00Z", channel: "web", country: "US", sales: [{ total: 3_000 }] });
  await givenOrder(shop, { placedAt: "2025-03-06T04:59:00Z", customer: "ann", country: "DE", province: "BE", sales: [{ total: 2_000 }] });
  await givenOrder(shop, { placedAt: "2025-03-07T14:00:00Z", channel: "pos", sales: [{ total: 1_000 }] });
  await refreshDirty(shop);
}

test("sales divide by channel, country, region, currency and hour", async () => {
  const shop = await givenShop();
  await givenTrade(shop);

  expect(await told(shop, "channel")).toEqual([
    ["web", 2, "7000", "8100", 0.7],
    ["", 1, "2000", "2000", 0.2],
    ["pos", 1, "1000", "1000", 0.1],
  ]);
  expect(await told(shop, "country")).toEqual([
    ["US", 2, "7000", "8100", 0.7],
    ["DE", 1, "2000", "2000", 0.2],
    ["", 1, "1000", "1000", 0.1],
  ]);
  expect(await told(shop, "region")).toEqual([
    ["US-NY", 1, "4000", "5100", 0.4],
    ["US", 1, "3000", "3000", 0.3],
    ["DE-BE", 1, "2000", "2000", 0.2],
    ["", 1, "1000", "1000", 0.1],
  ]);
  expect(await told(shop, "currency")).toEqual([
    ["USD", 3, "6000", "6000", 0.6],
    ["CAD", 1, "4000", "5100", 0.4],
  ]);
  expect(await told(shop, "hour")).toEqual([
    ["09", 3, "9000", "10200", 0.9], // 9:05, 9:30 and 9:00 in New York
    ["23", 1, "2000", "2000", 0.2], // 23:59 of the day before in Greenwich
    ["16", 0, "-1000", "-1100", -0.1], // the return, by its own hour
  ]);
});

test("the rows of each likeness add up to the ladder", async () => {
  const shop = await givenShop();
  await givenTrade(shop);
  const ladder = single(await salesLadder(shop, march));

  for (const by of likenesses) {
    const rows = await salesByLikeness(shop, { ...march, ...asked, by });
    const sum = (column: "grossSales" | "discounts" | "returns" | "netSales" | "totalSales") =>
      String(rows.reduce((total, row) => total + BigInt(row[column]), 0n));
    expect({
      orders: rows.reduce((total, row) => total + row.orders, 0),
      grossSales: sum("grossSales"),
      discounts: sum("discounts"),
      returns: sum("returns"),
      netSales: sum("netSales"),
      totalSales: sum("totalSales"),
    }).toEqual({
      orders: ladder.orders,
      grossSales: ladder.grossSales,
      discounts: ladder.discounts,
      returns: ladder.returns,
      netSales: ladder.netSales,
      totalSales: ladder.totalSales,
    });
  }
});

test("a value that had sales before and has none now stands there with what it had; pages go on where the last one ended", async () => {
  const shop = await givenShop();
  await givenOrder(shop, { placedOn: "2025-02-10", country: "FR", sales: [{ total: 900 }] });
  await givenOrder(shop, { placedOn: "2025-03-10", country: "US", sales: [{ total: 500 }] });
  await refreshDirty(shop);
  const before = { from: "2025-02-01", to: "2025-02-28" };
  const page = (offset: number) => salesByLikeness(shop, { ...march, ...asked, by: "country", before, size: 1, offset });

  expect(await page(0)).toMatchObject([{ value: "US", netSales: "500", netSalesBefore: "0", ordersBefore: 0, share: 1, rows: 2 }]);
  expect(await page(1)).toMatchObject([
    { value: "FR", netSales: "0", netSalesBefore: "900", totalSalesBefore: "900", ordersBefore: 1, share: 0 },
  ]);
});

test("the hour that a clock shows twice stands once, with both; the one that it skips has nothing", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await givenOrder(shop, { placedAt: "2025-11-02T05:30:00Z" }); // 1:30 in summer time
  await givenOrder(shop, { placedAt: "2025-11-02T06:30:00Z" }); // 1:30 in winter time
  await givenOrder(shop, { placedAt: "2025-03-09T06:59:59Z" }); // 1:59:59, then
  await givenOrder(shop, { placedAt: "2025-03-09T07:00:00Z" }); // 3:00:00
  await refreshDirty(shop);

  expect(await told(shop, "hour", { from: "2025-11-02", to: "2025-11-02" })).toEqual([["01", 2, "2000", "2000", 1]]);
  expect(await told(shop, "hour", { from: "2025-03-09", to: "2025-03-09" })).toEqual([
    ["01", 1, "1000", "1000", 0.5],
    ["03", 1, "1000", "1000", 0.5],
  ]);
});

test("an order that is given another address or channel later takes the sales of all its days along", async () => {
  const shop = await givenShop();
  const facts = { id: 41, placedAt: "2025-03-01T17:00:00Z", returned: [0], returnedAt: "2025-03-20T17:00:00Z" };
  await load(shop, orderLines({ ...facts, updatedAt: "2025-03-21T00:00:00Z" }));
  await refreshDirty(shop);
  expect(await told(shop, "country")).toEqual([["US", 1, "250", "250", 1]]);

  const more = { shippingAddress: { countryCodeV2: "CA", provinceCode: "ON" }, sourceName: "pos", discountCodes: ["LATE"] };
  await load(shop, orderLines({ ...facts, updatedAt: "2025-03-22T00:00:00Z", more }));
  await refreshDirty(shop);

  expect(await told(shop, "country")).toEqual([["CA", 1, "250", "250", 1]]);
  expect(await told(shop, "region")).toEqual([["CA-ON", 1, "250", "250", 1]]);
  expect(await told(shop, "channel")).toEqual([["pos", 1, "250", "250", 1]]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenTrade(other);
  await refreshDirty(shop);

  expect(await told(shop, "country")).toEqual([]);
  expect(await told(other, "country")).toHaveLength(3);
});

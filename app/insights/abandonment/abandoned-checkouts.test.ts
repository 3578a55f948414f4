import { expect, test } from "vitest";
import { listedCheckout, seenCheckout } from "../../../test/factories/checkout.ts";
import { idOf } from "../../../test/factories/id.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { abandonedCheckouts } from "./abandoned-checkouts.ts";
import { abandonedProducts } from "./abandoned-products.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const at = "2025-04-01T12:00:00Z";
const asked = { ...march, at, state: "all", sort: { column: "value", descending: true }, size: 50, offset: 0 } as const;

async function givenCheckouts(shop: GivenShop) {
  await givenProduct(shop, "Cup");
  await listedCheckout(shop, {
    name: "listed",
    begunAt: "2025-03-03T15:00:00Z",
    customer: "ann",
    goods: [{ product: "Cup", quantity: 3, total: 3_000 }, { total: 500 }],
  });
  await seenCheckout(shop, { name: "seen", begunAt: "2025-03-04T15:00:00Z", goods: [{ product: "Cup", total: 900 }] });
  await listedCheckout(shop, {
    name: "back",
    begunAt: "2025-03-05T15:00:00Z",
    completedAt: "2025-03-06T15:00:00Z",
    goods: [{ product: "Cup", quantity: 2, total: 2_000 }],
  });
  await seenCheckout(shop, {
    name: "under way",
    begunAt: "2025-04-01T03:00:00Z",
    changedAt: "2025-04-01T11:55:00Z",
    goods: [{ product: "Cup" }],
  });
  await refreshDirty(shop);
}

test("each checkout that was left stands in the list with its worth, its things and when it came back", async () => {
  const shop = await givenShop();
  await givenCheckouts(shop);

  expect(await abandonedCheckouts(shop, asked)).toEqual([
    {
      key: `#${idOf("checkout listed")}`,
      day: "2025-03-03",
      number: idOf("checkout listed"),
      begunAt: "2025-03-03T15:00:00.000Z",
      abandonedAt: "2025-03-03T15:10:00.000Z",
      recoveredAt: null,
      customerId: idOf("ann"),
      value: "3500",
      units: 4,
      rows: 3,
    },
    expect.objectContaining({ number: idOf("checkout back"), value: "2000", units: 2, recoveredAt: "2025-03-06T15:00:00.000Z" }),
    expect.objectContaining({ number: null, value: "900", units: 1, recoveredAt: null }), // not listed yet: there is no link
  ]);
});

test("it can be asked for the lost and the recovered ones, sorted, and page by page", async () => {
  const shop = await givenShop();
  await givenCheckouts(shop);
  const values = async (more: Partial<Parameters<typeof abandonedCheckouts>[1]>) =>
    (await abandonedCheckouts(shop, { ...asked, ...more })).map(({ value, rows }) => [value, rows]);

  expect(await values({ state: "lost", sort: { column: "begun", descending: false } })).toEqual([
    ["3500", 2],
    ["900", 2],
  ]);
  expect(await values({ state: "recovered" })).toEqual([["2000", 1]]);
  expect(await values({ sort: { column: "units", descending: false }, size: 1, offset: 1 })).toEqual([["2000", 3]]);
  expect(await values({ from: "2025-03-10" })).toEqual([]);
});

test("products stand by what of them was lost; who is still at it has not left anything", async () => {
  const shop = await givenShop();
  await givenCheckouts(shop);

  expect(await abandonedProducts(shop, { ...march, at, limit: 10 })).toEqual([
    { productId: idOf("Cup"), title: "Cup", checkouts: 3, units: 6, value: "5900", lostUnits: 4, lostValue: "3900" },
    { productId: "0", title: null, checkouts: 1, units: 1, value: "500", lostUnits: 1, lostValue: "500" },
  ]);
  expect(await abandonedProducts(shop, { ...march, at: "2025-04-01T13:00:00Z", limit: 1 })).toMatchObject([{ checkouts: 4, units: 7 }]);
});

test("the night on which an hour comes twice is one day", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  await seenCheckout(shop, { name: "summer", begunAt: "2025-11-02T05:30:00Z", goods: [{ product: "Cup" }] });
  await seenCheckout(shop, { name: "winter", begunAt: "2025-11-02T06:30:00Z", goods: [{ product: "Cup" }] });
  await refreshDirty(shop);
  const night = { from: "2025-11-02", to: "2025-11-02", at: "2025-11-04T00:00:00Z" };

  expect(await abandonedCheckouts(shop, { ...asked, ...night })).toMatchObject([{ rows: 2 }, { rows: 2 }]);
  expect(await abandonedProducts(shop, { ...night, limit: 5 })).toMatchObject([{ checkouts: 2, units: 2 }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenCheckouts(other);

  expect(await abandonedCheckouts(shop, asked)).toEqual([]);
  expect(await abandonedProducts(shop, { ...march, at, limit: 5 })).toEqual([]);
});

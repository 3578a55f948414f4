import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { secondOrderGaps } from "./second-order-gaps.ts";
import { secondOrderShares } from "./second-order-shares.ts";

const year = { from: "2025-01-01", to: "2025-12-31" };

async function givenPairs(shop: GivenShop, pairs: Record<string, readonly [string, string?]>) {
  for (const [customer, [first, second]] of Object.entries(pairs)) {
    await givenOrder(shop, { customer, placedOn: first });
    if (second) await givenOrder(shop, { customer, placedOn: second });
  }
  await refreshDirty(shop);
}

test("gaps between first and second order stand in spans of days, the same day apart", async () => {
  const shop = await givenShop();
  await givenPairs(shop, {
    ann: ["2025-01-01", "2025-01-01"],
    bob: ["2025-01-01", "2025-01-08"],
    cyd: ["2025-01-01", "2025-01-09"],
    dan: ["2025-01-01", "2026-01-01"],
    eve: ["2025-01-01", "2026-01-02"],
    fay: ["2025-01-01"],
    gus: ["2024-12-31", "2025-01-01"], // the first order is outside of the range
  });

  expect(await secondOrderGaps(shop, year)).toEqual([
    { from: 0, to: 0, customers: 1 },
    { from: 1, to: 7, customers: 1 },
    { from: 8, to: 14, customers: 1 },
    { from: 15, to: 30, customers: 0 },
    { from: 31, to: 60, customers: 0 },
    { from: 61, to: 90, customers: 0 },
    { from: 91, to: 180, customers: 0 },
    { from: 181, to: 365, customers: 1 },
    { from: 366, to: null, customers: 1 },
  ]);
});

test("a share is of those who had that long; the median is between the two in the middle", async () => {
  const shop = await givenShop();
  await givenPairs(shop, {
    ann: ["2025-01-01", "2025-01-31"], // on the 30th day
    bob: ["2025-01-01", "2025-02-01"], // on the 31st
    cyd: ["2025-01-01"],
    dan: ["2025-02-10", "2025-02-12"], // has not had 30 days on March 12: the 30th is today
    eve: ["2025-02-09"],
  });

  expect(await secondOrderShares(shop, { ...year, today: "2025-03-12" })).toEqual([
    { within: 30, customers: 4, cameBack: 1, share: 0.25, medianDays: null },
    { within: 60, customers: 3, cameBack: 2, share: 2 / 3, medianDays: null },
    { within: 90, customers: 0, cameBack: 0, share: null, medianDays: null },
    { within: 180, customers: 0, cameBack: 0, share: null, medianDays: null },
    { within: 365, customers: 0, cameBack: 0, share: null, medianDays: null },
    { within: null, customers: 5, cameBack: 3, share: 0.6, medianDays: 30 },
  ]);
  await givenPairs(shop, { fay: ["2025-01-01", "2025-02-02"] });
  expect((await secondOrderShares(shop, { ...year, today: "2025-03-12" })).at(-1)).toMatchObject({ cameBack: 4, medianDays: 30.5 });
});

test("days are those of the shop's calendar, though one of them had 23 hours", async () => {
  const shop = await givenShop({ timeZone: "Europe/Berlin" });
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-29T23:30:00Z" }); // 0:30 on Mar 30
  await givenOrder(shop, { customer: "ann", placedAt: "2025-03-30T22:15:00Z" }); // 0:15 on Mar 31, 22¾ hours later
  await refreshDirty(shop);

  expect((await secondOrderGaps(shop, year)).filter(({ customers }) => customers > 0)).toEqual([{ from: 1, to: 7, customers: 1 }]);
  expect((await secondOrderShares(shop, { ...year, today: "2025-05-01" })).at(-1)).toMatchObject({ medianDays: 1 });
});

test("they never count another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  await givenPairs(other, { ann: ["2025-01-01", "2025-01-02"] });
  await givenPairs(shop, { ann: ["2025-01-01"] });

  expect((await secondOrderGaps(shop, year)).every(({ customers }) => customers === 0)).toBe(true);
  expect((await secondOrderShares(shop, { ...year, today: "2025-02-01" })).at(-1)).toEqual({
    within: null,
    customers: 1,
    cameBack: 0,
    share: 0,
    medianDays: null,
  });
});

import { expect, test } from "vitest";
import { listedCheckout, seenCart, seenCheckout } from "../../../test/factories/checkout.ts";
import { givenOrder } from "../../../test/factories/order.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { markAllCheckoutDays } from "../../db/checkout-days.ts";
import { pool, withShop } from "../../db.server.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { single } from "../define-insight.ts";
import { abandonmentOverTime } from "./abandonment-over-time.ts";
import { abandonmentTotals } from "./abandonment-totals.ts";

const march = { from: "2025-03-01", to: "2025-03-31" };
const at = "2025-04-01T12:00:00Z";
const NONE = {
  ...{ abandoned: 0, value: "0", recovered: 0, recoveredValue: "0", lostValue: "0", recoveryRate: null, completed: 0, rate: null },
  ...{ carts: 0, cartsLeft: 0, cartsValue: "0", cartRate: null },
};

async function told(shop: GivenShop, asked: { from?: string; to?: string; at?: string } = {}) {
  await refreshDirty(shop);
  return single(await abandonmentTotals(shop, { ...march, at, ...asked }));
}

test("left, recovered and completed checkouts, and the rate of those begun in the range", async () => {
  const shop = await givenShop();
  await listedCheckout(shop, { name: "left", begunAt: "2025-03-03T15:00:00Z", goods: [{ total: 5_000 }] });
  await listedCheckout(shop, {
    name: "back",
    begunAt: "2025-03-04T15:00:00Z",
    completedAt: "2025-03-05T09:00:00Z",
    goods: [{ total: 3_000 }],
  });
  await givenOrder(shop, { placedAt: "2025-03-05T09:00:00Z", checkout: "token of back" });
  await givenOrder(shop, { placedAt: "2025-03-05T10:00:00Z", checkout: "straight on" });
  await givenOrder(shop, { placedAt: "2025-03-06T10:00:00Z" }); // in person: it came of no checkout
  await givenOrder(shop, { placedAt: "2025-03-06T10:00:00Z", checkout: "a test", test: true });

  expect(await told(shop)).toEqual({
    ...NONE,
    abandoned: 2,
    value: "8000",
    recovered: 1,
    recoveredValue: "3000",
    lostValue: "5000",
    recoveryRate: 0.5,
    completed: 1, // the order of the recovered one is not another
    rate: 0.666667,
  });
});

test("a checkout that webhooks and the export tell of is one, and the order that bears its token completed it", async () => {
  const shop = await givenShop();
  await seenCheckout(shop, { name: "both", begunAt: "2025-03-03T15:00:00Z", changedAt: "2025-03-03T15:04:00Z" });
  await listedCheckout(shop, { name: "both", begunAt: "2025-03-03T15:00:00Z", changedAt: "2025-03-03T15:04:00Z" });
  expect(await told(shop)).toMatchObject({ abandoned: 1, value: "1000", recovered: 0, completed: 0, rate: 1 });

  await givenOrder(shop, { placedAt: "2025-03-20T15:00:00Z", checkout: "both" });
  expect(await told(shop)).toMatchObject({ abandoned: 1, recovered: 1, completed: 0, rate: 1, recoveryRate: 1 });
});

test("it is the last change before the completion that counts, and the shop's own cut-off", async () => {
  const shop = await givenShop();
  const begunAt = "2025-03-03T15:00:00Z";
  await seenCheckout(shop, { name: "slow", begunAt, changedAt: "2025-03-03T15:30:00Z" });
  await seenCheckout(shop, { name: "slow", begunAt, completedAt: "2025-03-03T15:39:00Z" });
  await givenOrder(shop, { placedAt: "2025-03-03T15:39:00Z", checkout: "slow" });
  await seenCheckout(shop, { name: "away", begunAt, changedAt: "2025-03-03T15:30:00Z" });
  await seenCheckout(shop, { name: "away", begunAt, completedAt: "2025-03-03T15:41:00Z" });
  await givenOrder(shop, { placedAt: "2025-03-03T15:41:00Z", checkout: "away" });
  expect(await told(shop)).toMatchObject({ abandoned: 1, recovered: 1, completed: 1, rate: 0.5 });

  await pool.query(`update shop set settings = '{"abandonedAfterMinutes": 30}' where id = $1`, [shop.id]);
  await withShop(shop.id, markAllCheckoutDays);
  expect(await told(shop)).toMatchObject({ abandoned: 0, recovered: 0, completed: 2, rate: 0 });
});

test("a checkout is abandoned when the cut-off has passed without a change, not before; so is a cart", async () => {
  const shop = await givenShop();
  await seenCheckout(shop, { name: "now", begunAt: "2025-03-03T15:00:00Z", changedAt: "2025-03-03T15:05:00Z" });
  await seenCart(shop, { name: "basket", begunAt: "2025-03-03T15:00:00Z", changedAt: "2025-03-03T15:05:00Z", total: 700 });

  expect(await told(shop, { at: "2025-03-03T15:14:59Z" })).toEqual(NONE);
  expect(await told(shop, { at: "2025-03-03T15:15:00Z" })).toMatchObject({
    ...{ abandoned: 1, value: "1000", rate: 1 },
    ...{ carts: 1, cartsLeft: 1, cartsValue: "700", cartRate: 1 },
  });
});

test("a checkout without contact details is none that was abandoned", async () => {
  const shop = await givenShop();
  await seenCheckout(shop, { name: "nobody", begunAt: "2025-03-03T15:00:00Z", contact: false });

  expect(await told(shop)).toEqual(NONE);
});

test("a cart is left where neither a checkout nor an order came of it; an empty one is none", async () => {
  const shop = await givenShop();
  await seenCart(shop, { name: "left", begunAt: "2025-03-03T15:00:00Z", units: 2, total: 2_500 });
  await seenCart(shop, { name: "to checkout", begunAt: "2025-03-03T15:00:00Z" });
  await seenCheckout(shop, { name: "checkout", begunAt: "2025-03-03T16:00:00Z", cart: "to checkout" });
  await seenCart(shop, { name: "to order", begunAt: "2025-03-03T15:00:00Z" });
  await givenOrder(shop, { placedAt: "2025-03-09T16:00:00Z", cart: "to order" });
  await seenCart(shop, { name: "empty", begunAt: "2025-03-03T15:00:00Z", units: 0, total: 0 });

  expect(await told(shop)).toMatchObject({ carts: 3, cartsLeft: 1, cartsValue: "2500", cartRate: 0.333333 });
});

test("older news of a cart or checkout that come later change nothing", async () => {
  const shop = await givenShop();
  const begunAt = "2025-03-03T15:00:00Z";
  await seenCart(shop, { name: "cart", begunAt, changedAt: "2025-03-03T15:09:00Z", total: 900 });
  await seenCart(shop, { name: "cart", begunAt, changedAt: "2025-03-03T15:08:00Z", total: 100 });
  await seenCheckout(shop, { name: "pay", begunAt, changedAt: "2025-03-03T15:09:00Z", goods: [{ total: 800 }] });
  await seenCheckout(shop, { name: "pay", begunAt, changedAt: "2025-03-03T15:08:00Z", goods: [{ total: 300 }] });

  expect(await told(shop)).toMatchObject({ cartsValue: "900", value: "800" });
});

test("checkouts count on the shop's day on which they were begun, on a day of 23 hours too", async () => {
  const shop = await givenShop({ timeZone: "America/New_York" });
  for (const [name, begunAt] of Object.entries({
    before: "2025-03-09T04:59:59Z", // 23:59:59 of the 8th
    first: "2025-03-09T05:00:00Z",
    last: "2025-03-10T03:59:59Z",
    after: "2025-03-10T04:00:00Z",
  })) {
    await seenCheckout(shop, { name, begunAt });
    await seenCart(shop, { name, begunAt });
  }
  await refreshDirty(shop);
  const rows = await abandonmentOverTime(shop, { from: "2025-03-08", to: "2025-03-10", granularity: "day", at });

  expect(rows.map(({ start, abandoned, lostValue }) => [start, abandoned, lostValue])).toEqual([
    ["2025-03-08", 1, "1000"],
    ["2025-03-09", 2, "2000"],
    ["2025-03-10", 1, "1000"],
  ]);
});

test("days add up to weeks and to the range", async () => {
  const shop = await givenShop();
  await seenCheckout(shop, { name: "one", begunAt: "2025-03-04T15:00:00Z" });
  await seenCheckout(shop, { name: "two", begunAt: "2025-03-09T15:00:00Z" });
  await givenOrder(shop, { placedAt: "2025-03-10T15:00:00Z", checkout: "three" });
  await refreshDirty(shop);
  const weeks = await abandonmentOverTime(shop, { from: "2025-03-04", to: "2025-03-10", granularity: "week", at });

  expect(weeks.map(({ start, abandoned, completed, rate }) => [start, abandoned, completed, rate])).toEqual([
    ["2025-03-04", 2, 0, 1],
    ["2025-03-10", 0, 1, 0],
  ]);
  expect(await told(shop)).toMatchObject({ abandoned: 2, completed: 1 });
});

test("currencies are never mixed, and it never counts another shop's", async () => {
  const [shop, other] = [await givenShop({ currency: "USD" }), await givenShop()];
  await seenCheckout(shop, { name: "euros", begunAt: "2025-03-04T15:00:00Z", currency: "EUR" });
  await seenCheckout(other, { name: "theirs", begunAt: "2025-03-04T15:00:00Z" });
  await seenCart(other, { name: "theirs", begunAt: "2025-03-04T15:00:00Z" });
  await givenOrder(other, { placedAt: "2025-03-04T15:00:00Z", checkout: "bought" });
  await refreshDirty(other);

  expect(await told(shop)).toEqual(NONE);
  expect(await told(other)).toMatchObject({ abandoned: 1, completed: 1, carts: 1 });
});

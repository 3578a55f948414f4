import { expect, test } from "vitest";
import { markAllCheckoutDays } from "../../app/db/checkout-days.ts";
import { pruneCheckouts } from "../../app/db/old-checkouts.ts";
import { redactCustomer } from "../../app/db/redaction.ts";
import { withShop } from "../../app/db.server.ts";
import { refreshDirty } from "../../app/rollups/refresh-dirty.ts";
import { listedCheckout, seenCart, seenCheckout } from "../factories/checkout.ts";
import { idOf } from "../factories/id.ts";
import { givenOrder } from "../factories/order.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { recomputedAbandonment, storedAbandonment } from "./recomputed-abandonment.ts";

const MINUTE_MS = 60_000;

/** Carts, checkouts and orders of a few days, around midnight too, drawn from a seed. Tells of each in any order, and of some twice. */
async function givenCheckouts(shop: GivenShop, checkouts: number, seed: number, start = "2025-03-07T12:00:00Z") {
  const draw = drawing(seed);
  for (let turn = 0; turn < checkouts; turn++) {
    const name = `${seed}-${turn}`;
    const begun = Date.parse(start) + draw(4 * 24 * 60) * MINUTE_MS;
    const later = (minutes: number) => new Date(begun + minutes * MINUTE_MS).toISOString();
    const completedAt = draw(2) === 0 ? null : later(draw(3) === 0 ? 600 + draw(2_000) : 2 + draw(12));
    const goods = [{ product: `product ${draw(4)}`, total: 500 + draw(900) }, { product: `product ${draw(4)}` }, {}].slice(0, 1 + draw(3));
    const facts = { name, begunAt: later(0), customer: draw(3) === 0 ? null : `buyer ${draw(5)}`, goods };
    const currency = draw(12) === 0 ? "EUR" : shop.currency;
    if (draw(2) === 0) await seenCart(shop, { name: `cart ${name}`, begunAt: later(-15), units: draw(4) });
    if (completedAt !== null && draw(4) > 0)
      await givenOrder(shop, {
        placedAt: completedAt,
        checkout: name,
        cart: `cart ${name}`,
        currency,
        test: draw(15) === 0,
        deleted: draw(15) === 0,
      });
    if (draw(3) > 0) {
      const told = { ...facts, currency, contact: draw(6) > 0, cart: `cart ${name}`, changedAt: later(draw(8)) };
      await seenCheckout(shop, told);
      if (completedAt !== null && draw(3) > 0) await seenCheckout(shop, { ...told, completedAt });
      if (draw(4) === 0) await seenCheckout(shop, { ...told, changedAt: later(1) });
    }
    if (draw(2) === 0) await listedCheckout(shop, { ...facts, currency, changedAt: later(3), completedAt });
    if (draw(9) === 0) await refreshDirty(shop);
  }
}

function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

async function expectNoDifference(shop: GivenShop) {
  await refreshDirty(shop);
  const stored = await storedAbandonment(shop);
  expect(stored).toEqual(await recomputedAbandonment(shop));
  return stored;
}

test("what is told of checkouts and carts equals the facts reckoned anew", async () => {
  const shop = await givenShop();
  await givenCheckouts(shop, 120, 7);
  const stored = await expectNoDifference(shop);

  for (const rows of [stored.left, stored.products, stored.days]) expect(rows.length).toBeGreaterThan(4);
  await withShop(shop.id, markAllCheckoutDays);
  expect(await expectNoDifference(shop)).toEqual(stored);
}, 60_000);

test("a customer who is to be forgotten stands at no checkout, and no webhook that comes later links them again", async () => {
  const shop = await givenShop();
  await givenCheckouts(shop, 20, 8);
  await withShop(shop.id, (tx) => redactCustomer(tx, idOf("buyer 1")));
  await seenCheckout(shop, { name: "late", begunAt: "2025-03-08T12:00:00Z", customer: "buyer 1" });

  const { left } = await expectNoDifference(shop);
  expect(left.filter(({ customer_id: id }) => id === idOf("buyer 1"))).toEqual([]);
  const theirs = await withShop(shop.id, (tx) => tx.query("select from checkout where customer_id = $1", [idOf("buyer 1")]));
  expect(theirs).toEqual([]);
}, 60_000);

test("carts and checkouts that are forgotten after 100 days leave what the export tells", async () => {
  const shop = await givenShop();
  await listedCheckout(shop, { name: "listed", begunAt: "2025-03-08T12:00:00Z" });
  await seenCheckout(shop, { name: "listed", begunAt: "2025-03-08T12:00:00Z" });
  await seenCheckout(shop, { name: "seen", begunAt: "2025-03-08T12:00:00Z" });
  await seenCart(shop, { name: "old", begunAt: "2025-03-08T12:00:00Z" });
  const today = new Date().toISOString();
  await seenCart(shop, { name: "new", begunAt: today });
  expect((await expectNoDifference(shop)).left).toHaveLength(2);

  await withShop(shop.id, pruneCheckouts);
  const { left, days } = await expectNoDifference(shop);
  expect(left.map(({ key }) => key)).toEqual([`#${idOf("checkout listed")}`]);
  expect(days.map(({ abandoned, carts }) => [abandoned, carts])).toEqual([
    ["1", "0"],
    ["0", "1"],
  ]);
});

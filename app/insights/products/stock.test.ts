import { expect, test } from "vitest";
import { givenOrder } from "../../../test/factories/order.ts";
import { givenProduct } from "../../../test/factories/product.ts";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { givenVariant, type VariantOfTest } from "../../../test/factories/variant.ts";
import { withShop } from "../../db.server.ts";
import { sql } from "../../lib/sql.ts";
import { refreshDirty } from "../../rollups/refresh-dirty.ts";
import { stock } from "./stock.ts";

const asked = {
  today: "2025-04-15",
  search: "",
  runsOut: null,
  unsold: null,
  sort: "left",
  descending: false,
  limit: null,
  offset: 0,
} as const;

async function givenShelf(shop: GivenShop, name: string, facts: VariantOfTest) {
  await givenProduct(shop, name);
  await givenVariant(shop, name, `${name} one`, facts);
}

const sell = (shop: GivenShop, name: string, quantity: number, placedOn = "2025-04-01") =>
  givenOrder(shop, { placedOn, sales: [{ product: name, variant: `${name} one`, quantity }] });

test("what is available lasts for as many days as it sells on at the rate of the 30 days before today", async () => {
  const shop = await givenShop();
  await givenShelf(shop, "Tea", { levels: [4, 3], sku: "T-1" });
  await sell(shop, "Tea", 9);
  await sell(shop, "Tea", 6, "2025-03-16"); // the first of the 30 days
  await sell(shop, "Tea", 99, "2025-03-15");
  await sell(shop, "Tea", 99, "2025-04-15"); // today is not over
  await refreshDirty(shop);

  const [row] = await stock(shop, asked);
  expect(row).toMatchObject({ title: "Tea", variantTitle: "Tea one", sku: "T-1", tracked: true, available: 7, onHand: 9, unitsADay: 0.5 });
  expect(row).toMatchObject({ daysLeft: 14, lastSoldOn: "2025-04-15", total: 1 });
});

test("returned units are taken off the rate, and what does not sell lasts for ever", async () => {
  const shop = await givenShop();
  await givenShelf(shop, "Tea", { quantity: 5 });
  await givenShelf(shop, "Milk", { quantity: 5 });
  await givenOrder(shop, {
    placedOn: "2025-04-01",
    sales: [{ product: "Tea", variant: "Tea one", quantity: 2 }],
    later: [{ on: "2025-04-02", sales: [{ action: "RETURN", product: "Tea", variant: "Tea one", quantity: -2, total: -1_000 }] }],
  });
  await refreshDirty(shop);

  const rows = await stock(shop, { ...asked, sort: "title" });
  expect(rows.map(({ title, unitsADay, daysLeft, lastSoldOn }) => [title, unitsADay, daysLeft, lastSoldOn])).toEqual([
    ["Milk", 0, null, null],
    ["Tea", 0, null, "2025-04-01"],
  ]);
});

test("less than nothing is out already, what is not tracked has no days, and a variant without locations says itself what it has", async () => {
  const shop = await givenShop();
  await givenShelf(shop, "Oversold", { levels: [-3] });
  await givenShelf(shop, "Untracked", { tracked: false, quantity: 0 });
  await givenShelf(shop, "Unlocated", { quantity: 30 });
  for (const name of ["Oversold", "Untracked", "Unlocated"]) await sell(shop, name, 30);
  await refreshDirty(shop);

  expect(await stock(shop, asked)).toMatchObject([
    { title: "Oversold", available: -3, daysLeft: 0 },
    { title: "Unlocated", available: 30, onHand: null, unitsADay: 1, daysLeft: 30 },
    { title: "Untracked", tracked: false, daysLeft: null },
  ]);
  expect(await stock(shop, { ...asked, runsOut: 29 })).toMatchObject([{ title: "Oversold", total: 1 }]);
  expect(await stock(shop, { ...asked, search: "track", limit: 1 })).toMatchObject([{ title: "Untracked" }]);
});

test("a product that is new is reckoned over its own days, and is not unsold before it is that old", async () => {
  const shop = await givenShop();
  await givenShelf(shop, "New", { quantity: 10 });
  await givenShelf(shop, "Old", { quantity: 10 });
  await givenShelf(shop, "Never", { quantity: 10 });
  await withShop(shop.id, (tx) => tx.query(sql`update product set created_at = '2025-04-10T12:00Z' where title = 'New'`));
  await sell(shop, "New", 5, "2025-04-11");
  await sell(shop, "Old", 5, "2025-01-14");
  await refreshDirty(shop);

  expect(await stock(shop, { ...asked, search: "New" })).toMatchObject([{ unitsADay: 1, daysLeft: 10 }]);
  const unsold = async (days: number) => (await stock(shop, { ...asked, unsold: days, sort: "title" })).map(({ title }) => title);
  expect(await unsold(90)).toEqual(["Never", "Old"]);
  expect(await unsold(91)).toEqual(["Never"]);
});

test("deleted products and gift cards are not in stock", async () => {
  const shop = await givenShop();
  await givenProduct(shop, "Gone", { deleted: true });
  await givenProduct(shop, "Card", { giftCard: true });
  for (const name of ["Gone", "Card"]) await givenVariant(shop, name, `${name} one`);

  expect(await stock(shop, asked)).toEqual([]);
});

test("the 30 days are the shop's own, across a change of the clocks", async () => {
  const shop = await givenShop({ timeZone: "Europe/London" });
  await givenShelf(shop, "Tea", { quantity: 10 });
  // the clocks go forward on March 30: half an hour after midnight on the 31st by London's
  await givenOrder(shop, { placedAt: "2025-03-30T23:30:00Z", sales: [{ product: "Tea", variant: "Tea one", quantity: 30 }] });
  await refreshDirty(shop);

  expect(await stock(shop, { ...asked, today: "2025-04-30" })).toMatchObject([{ unitsADay: 1, lastSoldOn: "2025-03-31" }]);
  expect(await stock(shop, { ...asked, today: "2025-05-01" })).toMatchObject([{ unitsADay: 0 }]);
});

test("it never counts another shop's", async () => {
  const [shop, other] = [await givenShop(), await givenShop()];
  for (const each of [shop, other]) await givenShelf(each, "Tea", { levels: [4] });
  await sell(other, "Tea", 30);
  await refreshDirty(other);

  expect(await stock(shop, asked)).toMatchObject([{ available: 4, unitsADay: 0, lastSoldOn: null, total: 1 }]);
});

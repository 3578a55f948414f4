import { expect, test } from "vitest";
import { withShop } from "../../../app/db.server.ts";
import { load, none, rows } from "../../../test/factories/loading.ts";
import { givenShop } from "../../../test/factories/shop.ts";

const usd = (amount: string) => ({ shopMoney: { amount, currencyCode: "USD" } });

const customer = (updatedAt: string, more: object = {}) => ({
  __typename: "Customer",
  id: "gid://shopify/Customer/7",
  createdAt: "2025-01-01T00:00:00Z",
  updatedAt,
  tags: ["vip"],
  numberOfOrders: "3",
  amountSpent: { amount: "120.5", currencyCode: "USD" },
  defaultAddress: { countryCodeV2: "US", provinceCode: null },
  statistics: { rfmGroup: "LOYAL" },
  ...more,
});

test("a customer comes in without anything that names the person", async () => {
  const shop = await givenShop();
  const lines = [customer("2026-01-01T00:00:00Z"), customer("2026-02-01T00:00:00Z", { defaultAddress: null, statistics: null })];

  expect(await load(shop, lines, "customers")).toMatchObject({ ...none, linesRead: 2, applied: 1, duplicate: 1 });
  expect(await load(shop, lines.slice(0, 1), "customers")).toMatchObject({ ...none, linesRead: 1, older: 1 });
  expect(await load(shop, lines.slice(1), "customers")).toMatchObject({ ...none, linesRead: 1, unchanged: 1 });
  expect(await rows(shop, "customer")).toMatchObject([
    { id: "7", tags: ["vip"], number_of_orders: "3", amount_spent: "12050", currency: "USD", country: null, rfm_group: null },
  ]);
});

const product = (updatedAt: string, more: object = {}) => ({
  __typename: "Product",
  id: "gid://shopify/Product/5",
  title: "Shirt",
  handle: "shirt",
  productType: "",
  vendor: "Acme",
  status: "ACTIVE",
  isGiftCard: false,
  tags: [],
  createdAt: "2025-01-01T00:00:00Z",
  updatedAt,
  ...more,
});

const variant = (id: number, updatedAt: string, more: object = {}) => ({
  __typename: "ProductVariant",
  id: `gid://shopify/ProductVariant/${id}`,
  title: "S",
  sku: null,
  position: 1,
  price: "19.90",
  inventoryQuantity: 4,
  updatedAt,
  inventoryItem: { id: `gid://shopify/InventoryItem/${id + 1_000}`, tracked: true },
  __parentId: "gid://shopify/Product/5",
  ...more,
});

const level = (item: number, updatedAt: string, available: number) => ({
  __typename: "InventoryLevel",
  id: `gid://shopify/InventoryLevel/1?inventory_item_id=${item}`,
  updatedAt,
  quantities: [
    { name: "on_hand", quantity: 9 },
    { name: "available", quantity: available },
  ],
  location: { id: "gid://shopify/Location/3" },
  item: { id: `gid://shopify/InventoryItem/${item}` },
  __parentId: "gid://shopify/InventoryItem/whatever",
});

test("a product comes in with its variants, and their stock by the inventory item, whatever parent the line names", async () => {
  const shop = await givenShop({ currency: "USD" });
  const at = "2026-01-01T00:00:00Z";

  const counts = await load(shop, [level(1_011, at, 4), product(at), variant(11, at), variant(12, at), level(1_012, at, 2)], "products");

  expect(counts).toMatchObject({ ...none, linesRead: 5, applied: 5 });
  expect(await rows(shop, "variant")).toMatchObject([
    { product_id: "5", id: "11", price: "1990", currency: "USD", inventory_item_id: "1011", tracked: true },
    { product_id: "5", id: "12" },
  ]);
  expect(await rows(shop, "inventory_level")).toMatchObject([
    { product_id: "5", inventory_item_id: "1011", location_id: "3", available: 4, on_hand: 9 },
    { product_id: "5", inventory_item_id: "1012", available: 2 },
  ]);
});

test("stock that is stored in a newer state stays; variants that have gone go; what has no product is kept aside", async () => {
  const shop = await givenShop();
  const [early, late] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];
  await load(shop, [product(early), variant(11, early), variant(12, early), level(1_011, late, 1)], "products");

  const second = [product(late), variant(11, late), level(1_011, early, 7), level(1_099, late, 1)];

  expect(await load(shop, second, "products")).toMatchObject({ ...none, linesRead: 4, applied: 2, older: 1, orphaned: 1 });
  expect(await rows(shop, "variant")).toMatchObject([{ id: "11" }]);
  expect(await rows(shop, "inventory_level")).toMatchObject([{ available: 1 }]);
  expect(await load(shop, [product(early), variant(12, late)], "products")).toMatchObject({ ...none, linesRead: 2, older: 2 });
});

const checkout = (updatedAt: string, completedAt: string | null) => ({
  __typename: "AbandonedCheckout",
  id: "gid://shopify/AbandonedCheckout/8",
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt,
  completedAt,
  customer: null,
  shippingAddress: null,
  discountCodes: ["TEN"],
  subtotalPriceSet: usd("10.0"),
  totalPriceSet: usd("12.5"),
});

const checkoutLine = (id: string) => ({
  __typename: "AbandonedCheckoutLineItem",
  id: `gid://shopify/AbandonedCheckoutLineItem/${id}?checkout=x`,
  title: "Shirt",
  sku: null,
  quantity: 1,
  product: { id: "gid://shopify/Product/5" },
  variant: null,
  discountedTotalPriceSet: usd("10.0"),
  __parentId: "gid://shopify/AbandonedCheckout/8",
});

test("an abandoned checkout comes in with its lines, and is seen completed later", async () => {
  const shop = await givenShop();
  const first = [checkout("2026-01-01T01:00:00Z", null), checkoutLine("a"), checkoutLine("b")];
  const later = [checkout("2026-01-03T00:00:00Z", "2026-01-03T00:00:00Z"), checkoutLine("a")];

  expect(await load(shop, first, "abandoned_checkouts")).toMatchObject({ ...none, linesRead: 3, applied: 3 });
  expect(await load(shop, first, "abandoned_checkouts")).toMatchObject({ ...none, linesRead: 3, unchanged: 3 });
  expect(await load(shop, later, "abandoned_checkouts")).toMatchObject({ ...none, linesRead: 2, applied: 1, unchanged: 1 });
  expect(await load(shop, first, "abandoned_checkouts")).toMatchObject({ ...none, linesRead: 3, older: 3 });

  expect(await rows(shop, "abandoned_checkout")).toMatchObject([{ completed_at: new Date("2026-01-03T00:00:00Z"), total: "1250" }]);
  expect(await rows(shop, "abandoned_checkout_line")).toMatchObject([{ id: "a?checkout=x", total: "1000", product_id: "5" }]);
});

test("a line that alone has gone from an abandoned checkout makes the checkout's day stale", async () => {
  const shop = await givenShop();
  const at = checkout("2026-01-01T01:00:00Z", null);
  await load(shop, [at, checkoutLine("a"), checkoutLine("b")], "abandoned_checkouts");
  await withShop(shop.id, (tx) => tx.query("delete from dirty"));

  expect(await load(shop, [at, checkoutLine("a")], "abandoned_checkouts")).toMatchObject({ ...none, linesRead: 2, unchanged: 2 });
  expect(await rows(shop, "dirty")).toMatchObject([{ kind: "checkout", key: "2025-12-31" }]);
});

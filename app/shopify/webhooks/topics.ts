/** What a webhook is about. Webhooks of one kind and record are worked off together. */
export type RecordKind =
  | "order"
  | "customer"
  | "product"
  | "inventory_level"
  | "cart"
  | "checkout"
  | "bulk_operation"
  | "shop"
  | "app"
  | "compliance";

/** Where an id stands in a body, dots leading down, and how it is written there: a gid of that type, a number, or a token. */
export type Place =
  | { readonly at: string; readonly as: "gid"; readonly type: string }
  | { readonly at: string; readonly as: "number"; readonly optional?: true }
  | { readonly at: string; readonly as: "token" };

export type Topic = {
  readonly kind: RecordKind;
  readonly id: Place;
  /**
   * The second record: an inventory level's location, a customer that was merged away, a checkout's number, the person of a compliance
   * request.
   */
  readonly related?: Place;
  /** Fields whose values must be instants, where they are given. */
  readonly times?: readonly string[];
  /** Where the body names the shop; it must be the header's, which no signature covers. */
  readonly shopAt?: string;
  /** Whether a body that names no shop is refused: what would delete is not done on the word of a header. */
  readonly shopRequired?: true;
  /** What of the body goes into the inbox besides the ids: nothing, the fields named, or all of it, sealed. */
  readonly keeps: "ids" | "fields" | "sealed";
  /** What Shopify is asked to send, as shopify.app.toml says it. Null where Shopify sends everything anyway. */
  readonly includeFields: readonly string[] | null;
};

const byGid = (kind: RecordKind, type: string): Topic => ({
  kind,
  id: { at: "admin_graphql_api_id", as: "gid", type },
  times: ["updated_at"],
  keeps: "ids",
  includeFields: ["admin_graphql_api_id", "updated_at"], // with ids alone Shopify drops a second change as a repetition of the first
});

const byNumber = (kind: RecordKind): Topic => ({ kind, id: { at: "id", as: "number" }, keeps: "ids", includeFields: ["id"] });

const cart: Topic = {
  kind: "cart",
  id: { at: "token", as: "token" },
  times: ["created_at", "updated_at"],
  keeps: "fields",
  includeFields: [
    "token",
    "created_at",
    "updated_at",
    "line_items.key",
    "line_items.product_id",
    "line_items.variant_id",
    "line_items.quantity",
    "line_items.line_price",
  ],
};

/** By its token: since 2026-04 these bodies lack the numeric id, which stands behind the # of the name alone. */
const checkout: Topic = {
  kind: "checkout",
  id: { at: "token", as: "token" },
  related: { at: "id", as: "number", optional: true },
  times: ["created_at", "updated_at", "completed_at"],
  keeps: "fields",
  includeFields: [
    "id",
    "name",
    "token",
    "cart_token",
    "created_at",
    "updated_at",
    "completed_at",
    "currency",
    "subtotal_price",
    "total_price",
    "customer.id",
    "shipping_address.country_code",
    "shipping_address.province_code",
    "discount_codes.code",
    "line_items.key",
    "line_items.title",
    "line_items.sku",
    "line_items.product_id",
    "line_items.variant_id",
    "line_items.quantity",
    "line_items.line_price",
  ],
};

const ofShop: Pick<Topic, "id" | "shopAt" | "keeps"> = { id: { at: "id", as: "number" }, shopAt: "myshopify_domain", keeps: "ids" };

const compliance: Topic = {
  kind: "compliance",
  id: { at: "shop_id", as: "number" },
  related: { at: "customer.id", as: "number", optional: true },
  shopAt: "shop_domain",
  shopRequired: true,
  keeps: "sealed",
  includeFields: null,
};

/** Every topic that the door understands; shopify.app.toml subscribes to exactly these, and docs/webhooks.md explains each. */
export const topics: Readonly<Record<string, Topic>> = {
  "orders/create": byGid("order", "Order"),
  "orders/updated": byGid("order", "Order"),
  "orders/cancelled": byGid("order", "Order"),
  "orders/paid": byGid("order", "Order"),
  "orders/edited": {
    kind: "order",
    id: { at: "order_edit.order_id", as: "number" },
    keeps: "ids",
    includeFields: ["order_edit.id", "order_edit.order_id"],
  },
  "orders/delete": byNumber("order"),
  "refunds/create": { kind: "order", id: { at: "order_id", as: "number" }, keeps: "ids", includeFields: ["id", "order_id"] },
  "customers/create": byGid("customer", "Customer"),
  "customers/update": byGid("customer", "Customer"),
  "customers/delete": { ...byGid("customer", "Customer"), includeFields: ["admin_graphql_api_id"] },
  "customers/merge": {
    kind: "customer",
    id: { at: "admin_graphql_api_customer_kept_id", as: "gid", type: "Customer" },
    related: { at: "admin_graphql_api_customer_deleted_id", as: "gid", type: "Customer" },
    keeps: "fields",
    includeFields: ["admin_graphql_api_customer_kept_id", "admin_graphql_api_customer_deleted_id", "status"],
  },
  "products/create": byGid("product", "Product"),
  "products/update": byGid("product", "Product"),
  "products/delete": byNumber("product"),
  "inventory_levels/update": {
    kind: "inventory_level",
    id: { at: "inventory_item_id", as: "number" },
    related: { at: "location_id", as: "number" },
    times: ["updated_at"],
    keeps: "ids",
    includeFields: ["inventory_item_id", "location_id", "updated_at"],
  },
  "carts/create": cart,
  "carts/update": cart,
  "checkouts/create": checkout,
  "checkouts/update": checkout,
  "checkouts/delete": byNumber("checkout"),
  "bulk_operations/finish": {
    kind: "bulk_operation",
    id: { at: "admin_graphql_api_id", as: "gid", type: "BulkOperation" },
    keeps: "fields",
    includeFields: ["admin_graphql_api_id", "status", "error_code"],
  },
  "shop/update": { kind: "shop", ...ofShop, includeFields: ["id", "myshopify_domain", "updated_at"] },
  "app/uninstalled": { kind: "app", ...ofShop, includeFields: ["id", "myshopify_domain"] },
  "app/scopes_update": {
    kind: "app",
    id: { at: "shop_id", as: "gid", type: "Shop" },
    times: ["updated_at"],
    keeps: "fields",
    includeFields: ["shop_id", "current", "updated_at"],
  },
  "customers/data_request": compliance,
  "customers/redact": compliance,
  "shop/redact": compliance,
};

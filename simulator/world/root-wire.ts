import type { Catalog, ProductRecord, VariantRecord } from "./catalog.ts";
import { type CatalogSurroundings, inventoryItemWire, inventoryLevelWire, productWire, variantWire } from "./catalog-wire.ts";
import { type CheckoutSurroundings, checkoutWire } from "./checkout-wire.ts";
import type { Checkouts } from "./checkouts.ts";
import type { Customers } from "./customers.ts";
import type { Id } from "./events.ts";
import { LineItemWire } from "./line-item-wire.ts";
import type { OrderRecord } from "./order-record.ts";
import { type OrderSurroundings, OrderWire } from "./order-wire.ts";
import type { Orders } from "./orders.ts";
import { type CustomerSurroundings, customerWire } from "./people-wire.ts";
import type { ShopProfile, Switches } from "./profile.ts";
import { rfmGroups } from "./rfm.ts";
import { locationWire, shopWire } from "./shop-wire.ts";
import { NodeList, type Wire } from "./wire.ts";

/**
 * The query root of a shop: `shop` (Wire), `orders customers products productVariants abandonedCheckouts inventoryItems locations`
 * (NodeList, ascending by id), and `byId` for node, nodes, order(id:) and the like: null for what is not there.
 */
export type Root = Wire & { readonly byId: (gid: string) => Wire | null };

/** The shop that a query root looks into. Its version moves with every event. */
export type RootSource = {
  readonly profile: ShopProfile;
  readonly switches: Switches;
  readonly version: number;
  readonly orders: Orders;
  readonly customers: Customers;
  readonly catalog: Catalog;
  readonly checkouts: Checkouts;
};

type Around = OrderSurroundings & CustomerSurroundings & CatalogSurroundings & CheckoutSurroundings;

/** Makes the query root of a shop. It holds nothing: each connection is made anew, of the shop as it is. */
export function rootWire(shop: RootSource): Root {
  const { orders, customers, catalog, checkouts, switches } = shop;
  const groups = keepForVersion(shop, () =>
    rfmGroups([...customers.all].map(({ id }) => habits(id, orders)).filter((row) => row.orders > 0)),
  );

  const productOf = keepForRecord((record: ProductRecord) => productWire(record, around));
  const variantOf = keepForRecord((record: VariantRecord) => variantWire(record, around));
  const customer = (id: Id): Wire | null => given(customers.find(id), (record) => customerWire(record, around));
  const product = (id: Id): Wire | null => given(catalog.product(id), productOf);
  const variant = (id: Id): Wire | null => given(catalog.variant(id), variantOf);
  const location = (id: Id): Wire | null => given(shop.profile.locations.find((place) => place.id === id) ?? null, locationWire);
  const order = (record: OrderRecord): Wire => new OrderWire(record, aroundIn(record.currency));
  const around: Around = {
    domain: shop.profile.domain,
    get currency() {
      return shop.profile.currency;
    },
    switches,
    customer,
    product,
    variant,
    location,
    history: (record: OrderRecord) => orders.history(record),
    orders: (id: Id) => [...orders.ofCustomer(id)].map(order),
    spending: (id: Id) => habits(id, orders),
    rfmGroup: (id: Id) => groups().get(id) ?? "PROSPECTS",
  };
  const inCurrencies = new Map<string, Around>();
  const aroundIn = (currency: string): Around => {
    const known = inCurrencies.get(currency) ?? { ...around, currency };
    inCurrencies.set(currency, known);
    return known;
  };
  const finders = new Map<string, (id: Id, gid: string) => Wire | null>([
    ["Order", (id) => given(orders.find(id), order)],
    ["Customer", customer],
    ["Product", product],
    ["ProductVariant", variant],
    ["Location", location],
    ["InventoryItem", (id) => given(catalog.variantOfItem(id), (record) => inventoryItemWire(record, around))],
    [
      "InventoryLevel",
      (id, gid) => {
        const item = new URL(gid).searchParams.get("inventory_item_id") ?? "";
        return given(catalog.variantOfItem(item), (record) => (id in record.available ? inventoryLevelWire(record, id, around) : null));
      },
    ],
    ["AbandonedCheckout", (id) => given(checkouts.find(id), (record) => (record.abandoned ? checkoutWire(record, around) : null))],
    ["LineItem", (id) => lineItem(id, orders, aroundIn)],
    ["Shop", (id) => (id === shop.profile.id ? shopWire(shop.profile) : null)],
  ]);

  return {
    __typename: "QueryRoot",
    get shop() {
      return shopWire(shop.profile);
    },
    orders: list(
      () => orders.all,
      ({ placed }) => placed.orderId,
      order,
    ),
    customers: list(
      () => customers.all,
      ({ id }) => id,
      (record) => customerWire(record, around),
    ),
    products: list(
      () => catalog.products,
      ({ id }) => id,
      productOf,
    ),
    productVariants: list(
      () => catalog.variants,
      ({ id }) => id,
      variantOf,
    ),
    inventoryItems: list(
      () => catalog.variants,
      ({ inventoryItemId }) => inventoryItemId,
      (record) => inventoryItemWire(record, around),
    ),
    abandonedCheckouts: list(
      () => checkouts.abandoned,
      ({ id }) => id,
      (record) => checkoutWire(record, around),
    ),
    get locations() {
      return new NodeList(shop.profile.locations.map(locationWire));
    },
    byId: (gid: string) => {
      const [, type = "", id = ""] = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(gid) ?? [];
      return finders.get(type)?.(id, gid) ?? null;
    },
  };
}

function list<Kept>(records: () => Iterable<Kept>, idOf: (record: Kept) => Id, wire: (record: Kept) => Wire): NodeList {
  return new NodeList(() => [...records()].sort((a, b) => compareIds(idOf(a), idOf(b))).map(wire));
}

function compareIds(a: Id, b: Id): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function given<Kept>(record: Kept | null, wire: (record: Kept) => Wire | null): Wire | null {
  return record === null ? null : wire(record);
}

function habits(id: Id, orders: Orders): { id: Id; orders: number; spent: number; lastOrderAt: string } {
  const theirs = [...orders.ofCustomer(id)].filter(({ placed }) => !placed.test);
  const spent = theirs.reduce((sum, { paid, currentTotal }) => (paid ? sum + currentTotal : sum), 0);
  const lastOrderAt =
    theirs
      .map(({ placed }) => placed.at)
      .sort()
      .at(-1) ?? "";
  return { id, orders: theirs.length, spent, lastOrderAt };
}

function lineItem(id: Id, orders: Orders, aroundIn: (currency: string) => Around): Wire | null {
  for (const order of orders.all) {
    const line = orders.history(order).lines.find((state) => state.line.id === id);
    if (line) return new LineItemWire(line, order.placed, aroundIn(order.currency));
  }
  return null;
}

function keepForVersion<Kept>(shop: { readonly version: number }, make: () => Kept): () => Kept {
  let kept: { version: number; value: Kept } | null = null;
  return () => {
    if (kept?.version !== shop.version) kept = { version: shop.version, value: make() };
    return kept.value;
  };
}

function keepForRecord<Kept extends object>(make: (record: Kept) => Wire): (record: Kept) => Wire {
  const kept = new WeakMap<Kept, Wire>();
  return (record) => {
    const known = kept.get(record) ?? make(record);
    kept.set(record, known);
    return known;
  };
}

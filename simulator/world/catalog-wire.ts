import type { ProductRecord, VariantRecord } from "./catalog.ts";
import type { Id } from "./events.ts";
import { fixedDecimal } from "./money.ts";
import { NodeList, type Wire } from "./wire.ts";

/** What the fields of products and stock reach for in the shop around them. */
export type CatalogSurroundings = {
  readonly currency: string;
  readonly product: (id: Id) => Wire | null;
  readonly location: (id: Id) => Wire | null;
};

/** A `Product` with its variants beneath. */
export function productWire(product: ProductRecord, shop: CatalogSurroundings): Wire {
  const { id, variants, ...facts } = product;
  return {
    ...facts,
    __typename: "Product",
    id: `gid://shopify/Product/${id}`,
    legacyResourceId: id,
    hasOnlyDefaultVariant: variants.length === 1,
    get totalInventory() {
      return variants.reduce((sum, variant) => sum + stockOf(variant), 0);
    },
    variantsCount: { __typename: "Count", count: variants.length, precision: "EXACT" },
    variants: new NodeList(() => variants.map((variant) => variantWire(variant, shop))),
  };
}

/** A `ProductVariant`; its price is the scalar `Money`, in the shop's currency. */
export function variantWire(variant: VariantRecord, shop: CatalogSurroundings): Wire {
  const { id, productId, title, sku, position, price, createdAt, updatedAt } = variant;
  return {
    __typename: "ProductVariant",
    id: `gid://shopify/ProductVariant/${id}`,
    legacyResourceId: id,
    title,
    displayName: title,
    sku,
    position,
    price: fixedDecimal(price, shop.currency),
    get inventoryQuantity() {
      return stockOf(variant);
    },
    createdAt,
    updatedAt,
    get inventoryItem() {
      return inventoryItemWire(variant, shop);
    },
    get product() {
      return shop.product(productId);
    },
  };
}

/** An `InventoryItem` with one level per location. */
export function inventoryItemWire(variant: VariantRecord, shop: CatalogSurroundings): Wire {
  const { inventoryItemId, sku, tracked, createdAt, stockedAt: updatedAt } = variant;
  return {
    __typename: "InventoryItem",
    id: `gid://shopify/InventoryItem/${inventoryItemId}`,
    legacyResourceId: inventoryItemId,
    sku,
    tracked,
    requiresShipping: true,
    createdAt,
    updatedAt,
    get variant() {
      return variantWire(variant, shop);
    },
    locationsCount: { __typename: "Count", count: Object.keys(variant.available).length, precision: "EXACT" },
    inventoryLevels: new NodeList(() => Object.keys(variant.available).map((location) => inventoryLevelWire(variant, location, shop))),
  };
}

/** An `InventoryLevel`: one item's stock at one location. */
export function inventoryLevelWire(variant: VariantRecord, locationId: Id, shop: CatalogSurroundings): Wire {
  const { inventoryItemId, stockedAt: updatedAt, createdAt } = variant;
  const id = `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${inventoryItemId}`;
  const available = variant.available[locationId] ?? 0;
  const quantity = (name: string) => (["available", "on_hand"].includes(name) ? available : 0);
  return {
    __typename: "InventoryLevel",
    id,
    isActive: true,
    canDeactivate: true,
    createdAt,
    updatedAt,
    quantities: ({ names }: { names: readonly string[] }) =>
      names.map((name) => ({ __typename: "InventoryQuantity", id: `${id}&name=${name}`, name, quantity: quantity(name), updatedAt })),
    get item() {
      return inventoryItemWire(variant, shop);
    },
    get location() {
      return shop.location(locationId);
    },
  };
}

function stockOf({ available }: VariantRecord): number {
  return Object.values(available).reduce((sum, units) => sum + units, 0);
}

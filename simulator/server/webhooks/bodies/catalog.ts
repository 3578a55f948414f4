import type { ProductRecord, VariantRecord } from "../../../world/catalog.ts";
import type { Id } from "../../../world/events.ts";
import { fixedDecimal } from "../../../world/money.ts";
import type { Body } from "../include-fields.ts";
import { localTime, numeric, type Scene } from "./scene.ts";

/** Variants that a product's body tells in full; of more there are only the gids. */
const TOLD_VARIANTS = 100;

/** The body of products/create and products/update. */
export function productBody(product: ProductRecord, scene: Scene): Body {
  const { id, title, handle, productType, vendor, status, tags, createdAt, updatedAt, variants } = product;
  const { clock } = scene.shop;
  return {
    id: numeric(id),
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    title,
    handle,
    body_html: null,
    product_type: productType,
    vendor,
    status: status.toLowerCase(),
    tags: tags.join(", "),
    created_at: localTime(createdAt, clock),
    updated_at: localTime(updatedAt, clock),
    published_at: status === "ACTIVE" ? localTime(createdAt, clock) : null,
    published_scope: "web",
    template_suffix: null,
    variants: variants.slice(0, TOLD_VARIANTS).map((variant) => variantBody(variant, scene)),
    options: [{ name: "Title", position: 1, values: variants.map((variant) => variant.title) }],
    images: [],
    image: null,
    media: [],
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      updated_at: variant.updatedAt,
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

function variantBody(variant: VariantRecord, { shop }: Scene): Body {
  const { id, productId, inventoryItemId, title, sku, position, price, createdAt, updatedAt, available } = variant;
  const stock = Object.values(available).reduce((sum, units) => sum + units, 0);
  return {
    id: numeric(id),
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    product_id: numeric(productId),
    title,
    sku,
    position,
    price: fixedDecimal(price, shop.profile.currency),
    compare_at_price: null,
    barcode: null,
    taxable: true,
    inventory_policy: "continue",
    inventory_item_id: numeric(inventoryItemId),
    inventory_quantity: stock,
    old_inventory_quantity: stock,
    option1: title,
    option2: null,
    option3: null,
    image_id: null,
    created_at: localTime(createdAt, shop.clock),
    updated_at: localTime(updatedAt, shop.clock),
  };
}

/** The body of inventory_levels/update. */
export function inventoryLevelBody({ inventoryItemId, available, stockedAt }: VariantRecord, locationId: Id, { shop }: Scene): Body {
  return {
    inventory_item_id: numeric(inventoryItemId),
    location_id: numeric(locationId),
    available: available[locationId] ?? 0,
    updated_at: localTime(stockedAt, shop.clock),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${inventoryItemId}`,
  };
}

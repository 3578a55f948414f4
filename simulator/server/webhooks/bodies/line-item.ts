import type { OrderPlaced } from "../../../world/events.ts";
import { fixedDecimal } from "../../../world/money.ts";
import type { LineState } from "../../../world/movements.ts";
import type { Body } from "../include-fields.ts";
import { moneySet, numeric, type Scene } from "./scene.ts";

/** A line of an order, in the order's body and in a refund's. */
export function lineItemBody(state: LineState, { presentment, discountCodes = [] }: OrderPlaced, { shop }: Scene): Body {
  const { id, title, variantTitle, sku, vendor, productId, variantId, unitPrice, discount, tax, giftCard } = state.line;
  const { currency } = shop.profile;
  const coded = discountCodes.length > 0 && discount > 0;
  return {
    id: numeric(id),
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    title,
    name: variantTitle ? `${title} - ${variantTitle}` : title,
    variant_title: variantTitle,
    sku,
    vendor,
    product_id: numeric(productId),
    product_exists: productId !== null && shop.records.catalog.product(productId) !== null,
    variant_id: numeric(variantId),
    variant_inventory_management: "shopify",
    quantity: state.quantity,
    fulfillable_quantity: state.left,
    fulfillment_service: "manual",
    fulfillment_status: null,
    gift_card: giftCard,
    grams: 0,
    price: fixedDecimal(unitPrice, currency),
    price_set: moneySet(unitPrice, currency, presentment),
    properties: [],
    requires_shipping: !giftCard,
    taxable: tax > 0,
    total_discount: fixedDecimal(coded ? 0 : discount, currency),
    total_discount_set: moneySet(coded ? 0 : discount, currency, presentment),
    discount_allocations: coded
      ? [{ amount: fixedDecimal(discount, currency), amount_set: moneySet(discount, currency, presentment), discount_application_index: 0 }]
      : [],
    duties: [],
    tax_lines:
      tax === 0
        ? []
        : [{ title: "Tax", price: fixedDecimal(tax, currency), price_set: moneySet(tax, currency, presentment), channel_liable: false }],
  };
}

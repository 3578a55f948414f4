import type { CartRecord } from "../../../world/carts.ts";
import type { BoughtLine } from "../../../world/events.ts";
import { fixedDecimal } from "../../../world/money.ts";
import type { Body } from "../include-fields.ts";
import { moneySet, numeric, type Scene } from "./scene.ts";

/** The body of carts/create and carts/update; a cart has no id but its token. */
export function cartBody({ token, createdAt, updatedAt, lines }: CartRecord, scene: Scene): Body {
  return {
    id: token,
    token,
    line_items: lines.map((line) => cartLineBody(line, scene)),
    note: null,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function cartLineBody(line: BoughtLine, { shop }: Scene): Body {
  const { currency } = shop.profile;
  const { productId, variantId, title, variantTitle, sku, vendor, quantity, unitPrice, discount, giftCard } = line;
  const original = unitPrice * quantity;
  return {
    id: numeric(variantId),
    key: `${variantId ?? 0}:${line.id}`,
    properties: null,
    quantity,
    variant_id: numeric(variantId),
    product_id: numeric(productId),
    title: variantTitle ? `${title} - ${variantTitle}` : title,
    sku,
    vendor,
    gift_card: giftCard,
    grams: 0,
    taxable: !giftCard,
    price: fixedDecimal(unitPrice, currency),
    price_set: moneySet(unitPrice, currency),
    original_price: fixedDecimal(unitPrice, currency),
    original_line_price: fixedDecimal(original, currency),
    line_price: fixedDecimal(original - discount, currency),
    line_price_set: moneySet(original - discount, currency),
    total_discount: fixedDecimal(discount, currency),
    discounts: [],
    parent_relationship: null,
  };
}

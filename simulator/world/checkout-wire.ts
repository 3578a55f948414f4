import { createHash } from "node:crypto";
import type { CheckoutRecord } from "./checkouts.ts";
import type { BoughtLine, Id } from "./events.ts";
import { moneyBag } from "./money.ts";
import { addressWire } from "./people-wire.ts";
import { NodeList, type Wire } from "./wire.ts";

/** What a checkout's fields reach for in the shop around it. */
export type CheckoutSurroundings = {
  readonly currency: string;
  readonly domain: string;
  readonly customer: (id: Id) => Wire | null;
  readonly product: (id: Id) => Wire | null;
  readonly variant: (id: Id) => Wire | null;
};

/** An `AbandonedCheckout`: one that was left, and perhaps completed later. */
export function checkoutWire(checkout: CheckoutRecord, shop: CheckoutSurroundings): Wire {
  const { id, token, createdAt, updatedAt, completedAt, customerId, lines, shipping, destination, discountCodes } = checkout;
  const subtotal = lines.reduce((sum, line) => sum + discounted(line), 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  const customer = customerId ? shop.customer(customerId) : null;
  return {
    __typename: "AbandonedCheckout",
    id: `gid://shopify/AbandonedCheckout/${id}`,
    name: `#${id}`,
    note: "",
    abandonedCheckoutUrl: `https://${shop.domain}/checkouts/ac/${token}/recover?key=${createHash("sha256").update(token).digest("hex").slice(0, 32)}`,
    createdAt,
    updatedAt,
    completedAt,
    customer,
    shippingAddress: destination ? addressWire(destination, id, customer) : null,
    billingAddress: null,
    discountCodes,
    taxesIncluded: false,
    subtotalPriceSet: moneyBag(subtotal, shop.currency),
    totalTaxSet: moneyBag(tax, shop.currency),
    totalPriceSet: moneyBag(subtotal + tax + shipping, shop.currency),
    lineItemsQuantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lineItems: new NodeList(() => lines.map((line) => checkoutLineWire(line, shop))),
  };
}

function checkoutLineWire(line: BoughtLine, shop: CheckoutSurroundings): Wire {
  const { id, title, variantTitle, sku, quantity, unitPrice, productId, variantId } = line;
  return {
    __typename: "AbandonedCheckoutLineItem",
    id: `gid://shopify/AbandonedCheckoutLineItem/${BigInt(id).toString(16).padStart(32, "0")}`,
    title,
    variantTitle,
    sku,
    quantity,
    product: productId ? shop.product(productId) : null,
    variant: variantId ? shop.variant(variantId) : null,
    originalUnitPriceSet: moneyBag(unitPrice, shop.currency),
    originalTotalPriceSet: moneyBag(unitPrice * quantity, shop.currency),
    discountedTotalPriceSet: moneyBag(discounted(line), shop.currency),
  };
}

function discounted({ unitPrice, quantity, discount }: BoughtLine): number {
  return unitPrice * quantity - discount;
}

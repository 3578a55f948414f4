import type { CheckoutRecord } from "../../../world/checkouts.ts";
import type { BoughtLine, Id } from "../../../world/events.ts";
import { fixedDecimal } from "../../../world/money.ts";
import type { Body } from "../include-fields.ts";
import { buyerBody } from "./customer.ts";
import { addressBody, localTime, numeric, type Scene } from "./scene.ts";

/** The body of checkouts/create and checkouts/update. Its numeric id stands in its name alone, as since 2026-04. */
export function checkoutBody(checkout: CheckoutRecord, scene: Scene): Body {
  const { shop, personal } = scene;
  const { currency } = shop.profile;
  const { id, token, cartToken, lines, shipping, destination, discountCodes, createdAt, updatedAt, completedAt } = checkout;
  const customer = checkout.customerId ? shop.records.customers.find(checkout.customerId) : null;
  const goods = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
  const discounts = lines.reduce((sum, { discount }) => sum + discount, 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  const money = (minor: number) => fixedDecimal(minor, currency);
  const address = destination && addressBody(destination, customer, scene);
  return {
    token,
    cart_token: cartToken,
    name: `#${id}`,
    email: (personal && customer?.email) || null,
    gateway: null,
    buyer_accepts_marketing: false,
    created_at: localTime(createdAt, shop.clock),
    updated_at: localTime(updatedAt, shop.clock),
    completed_at: localTime(completedAt, shop.clock),
    closed_at: null,
    landing_site: null,
    note: null,
    note_attributes: [],
    referring_site: null,
    source: null,
    source_name: "web",
    currency,
    presentment_currency: currency,
    taxes_included: false,
    total_weight: 0,
    total_line_items_price: money(goods),
    total_discounts: money(discounts),
    total_tax: money(tax),
    subtotal_price: money(goods - discounts),
    total_price: money(goods - discounts + tax + shipping),
    total_duties: null,
    phone: null,
    customer_locale: "en",
    abandoned_checkout_url: `https://${shop.domain}/checkouts/${token}/recover`,
    discount_codes: discountCodes.map((code) => ({ code, amount: money(discounts), type: "percentage" })),
    line_items: lines.map((line) => checkoutLineBody(line, scene)),
    shipping_lines: shipping === 0 ? [] : [{ code: "Standard", title: "Standard", source: "shopify", price: money(shipping) }],
    tax_lines: [],
    billing_address: address,
    shipping_address: address,
    customer: customer && buyerBody(customer, scene),
    reservation_token: null,
  };
}

function checkoutLineBody(line: BoughtLine, { shop }: Scene): Body {
  const { currency } = shop.profile;
  const { id, productId, variantId, title, variantTitle, sku, vendor, quantity, unitPrice, discount, giftCard } = line;
  return {
    key: id,
    applied_discounts: [],
    discount_allocations: [],
    fulfillment_service: "manual",
    gift_card: giftCard,
    grams: 0,
    presentment_title: title,
    presentment_variant_title: variantTitle,
    product_id: numeric(productId),
    properties: null,
    quantity,
    requires_shipping: !giftCard,
    sku,
    tax_lines: [],
    taxable: !giftCard,
    title,
    variant_id: numeric(variantId),
    variant_title: variantTitle,
    variant_price: fixedDecimal(unitPrice, currency),
    vendor,
    price: fixedDecimal(unitPrice, currency),
    line_price: fixedDecimal(unitPrice * quantity - discount, currency),
    compare_at_price: null,
    rank: null,
  };
}

/** The body of checkouts/delete, which has the numeric id and no token. */
export function deletedCheckoutBody(id: Id): Body {
  return {
    id: numeric(id),
    presentment_currency: null,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    reservation_token: null,
  };
}

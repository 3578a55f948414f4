import type { Instant } from "../../../world/events.ts";
import { fixedDecimal } from "../../../world/money.ts";
import type { Agreement, Movement, MovementKind } from "../../../world/movements.ts";
import type { OrderRecord } from "../../../world/order-record.ts";
import type { Body } from "../include-fields.ts";
import { buyerBody } from "./customer.ts";
import { lineItemBody } from "./line-item.ts";
import { refundBodies } from "./refund.ts";
import { addressBody, localTime, moneySet, numeric, type Scene } from "./scene.ts";

/** The body of orders/create, updated, paid and cancelled. */
export function orderBody(order: OrderRecord, scene: Scene): Body {
  const { shop } = scene;
  const { placed } = order;
  const customer = order.customerId ? shop.records.customers.find(order.customerId) : null;
  const email = (scene.personal && customer?.email) || null;
  const time = (instant: Instant | null) => localTime(instant, shop.clock);
  const address = placed.destination ? addressBody(placed.destination, customer, scene) : null;
  const number = Number(placed.name.replace(/\D/g, ""));
  return {
    id: numeric(placed.orderId),
    admin_graphql_api_id: `gid://shopify/Order/${placed.orderId}`,
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelledAt ? "customer" : null,
    cancelled_at: time(order.cancelledAt),
    cart_token: placed.cartToken ?? null,
    checkout_token: placed.checkoutToken ?? null,
    client_details: null,
    closed_at: time(order.closedAt),
    confirmed: true,
    contact_email: email,
    created_at: time(placed.at),
    currency: shop.profile.currency,
    customer_locale: "en",
    discount_codes: (placed.discountCodes ?? []).map((code) => ({ code, amount: "0.00", type: "percentage" })),
    email,
    estimated_taxes: false,
    financial_status: financialStatus(order),
    fulfillment_status: order.fulfilled ? "fulfilled" : null,
    landing_site: null,
    location_id: null,
    name: placed.name,
    note: null,
    note_attributes: [],
    number: number - 1000,
    order_number: number,
    payment_gateway_names: order.paid ? ["bogus"] : [],
    phone: null,
    po_number: null,
    presentment_currency: placed.presentment?.currency ?? shop.profile.currency,
    processed_at: time(placed.processedAt ?? placed.at),
    referring_site: null,
    source_identifier: null,
    source_name: placed.sourceName ?? "web",
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: placed.taxesIncluded ?? false,
    test: placed.test ?? false,
    ...totals(order, scene),
    updated_at: time(order.updatedAt),
    user_id: null,
    billing_address: address,
    customer: customer && buyerBody(customer, scene),
    discount_applications: [],
    fulfillments: [],
    line_items: shop.records.orders
      .history(order)
      .lines.map((line) => ({ ...lineItemBody(line, placed, scene), current_quantity: line.left })),
    payment_terms: null,
    refunds: refundBodies(order, scene),
    shipping_address: address,
    shipping_lines: shippingLines(order, scene),
  };
}

function financialStatus({ paid, cancelledAt, currentTotal, originalTotal }: OrderRecord): string {
  if (!paid) return cancelledAt ? "voided" : "pending";
  if (currentTotal >= originalTotal) return "paid";
  return currentTotal <= 0 ? "refunded" : "partially_refunded";
}

function totals(order: OrderRecord, { shop }: Scene): Body {
  const { currency } = shop.profile;
  const [first] = shop.records.orders.history(order).agreements;
  const sum = (of: (movement: Movement) => number, ...kinds: MovementKind[]) => summed(first, of, kinds);
  const sums = {
    current_total_price: order.currentTotal,
    total_price: order.originalTotal,
    subtotal_price: sum(({ price, discount }) => price - discount, "goods", "gift_card"),
    total_line_items_price: sum(({ price }) => price, "goods", "gift_card"),
    total_discounts: sum(({ discount }) => discount, "goods", "gift_card", "shipping"),
    total_tax: sum(({ tax }) => tax, "goods", "shipping", "duty", "additional_fee"),
  };
  return {
    ...Object.fromEntries(Object.entries(sums).map(([name, minor]) => [name, fixedDecimal(minor, currency)])),
    ...Object.fromEntries(
      Object.entries(sums).map(([name, minor]) => [`${name}_set`, moneySet(minor, currency, order.placed.presentment)]),
    ),
    total_outstanding: fixedDecimal(order.paid ? 0 : order.currentTotal, currency),
    total_tip_received: fixedDecimal(
      sum(({ price }) => price, "tip"),
      currency,
    ),
    total_weight: 0,
  };
}

function summed(agreement: Agreement | undefined, of: (movement: Movement) => number, kinds: readonly MovementKind[]): number {
  return (agreement?.movements ?? []).reduce((sum, movement) => (kinds.includes(movement.kind) ? sum + of(movement) : sum), 0);
}

function shippingLines({ placed: { orderId, shipping, presentment } }: OrderRecord, { shop }: Scene): readonly Body[] {
  if (!shipping) return [];
  const { amount, discount = 0, title = "Standard" } = shipping;
  const { currency } = shop.profile;
  return [
    {
      id: numeric(orderId),
      code: title,
      title,
      source: "shopify",
      carrier_identifier: null,
      price: fixedDecimal(amount, currency),
      price_set: moneySet(amount, currency, presentment),
      discounted_price: fixedDecimal(amount - discount, currency),
      discounted_price_set: moneySet(amount - discount, currency, presentment),
      discount_allocations: [],
      tax_lines: [],
      is_removed: false,
    },
  ];
}

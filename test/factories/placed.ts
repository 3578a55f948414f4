import type { TradeEvent } from "../../simulator/world/events.ts";

/** This instant as Shopify writes it: in whole seconds. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
}

type Placed = { readonly customerId?: string | null; readonly lines?: number; readonly unitPrice?: number; readonly tax?: number };

/** An order of a `tradingShop` that is placed now: so many lines, one unit each. */
export function placed(orderId: string, { customerId = null, lines = 1, unitPrice = 1100, tax = 88 }: Placed = {}): TradeEvent {
  const bought = Array.from({ length: lines }, (_, place) => ({
    id: `${orderId}${place}`,
    productId: "3001",
    variantId: "4001",
    title: "Product 1",
    variantTitle: null,
    sku: "SKU-1",
    vendor: "Maker",
    quantity: 1,
    unitPrice,
    discount: 0,
    tax,
    giftCard: false,
  }));
  return {
    type: "order_placed",
    at: now(),
    orderId,
    name: `#${orderId}`,
    customerId,
    lines: bought,
    shipping: { amount: 500 },
    paid: true,
  };
}

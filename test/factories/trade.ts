import type { BoughtLine, TradeEvent } from "../../simulator/world/events.ts";
import { SimulatedShop } from "../../simulator/world/shop.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const PRODUCTS = 8;

/** How much trade a test wants; its orders lie evenly over the `days` before now, so that some are recent and some are older. */
export type Trade = { readonly handle: string; readonly orders: number; readonly customers?: number; readonly days?: number };

/** A small shop with plain trade: customers, products with stock, orders of one to three lines, a return now and then, some checkouts. */
export function tradingShop({ handle, orders, customers = 12, days = 200 }: Trade): SimulatedShop {
  const shop = new SimulatedShop({
    id: "61000000001",
    domain: `${handle}.myshopify.com`,
    name: `Shop ${handle}`,
    currency: "USD",
    timeZone: "America/New_York",
    plan: "Basic",
    email: `owner@${handle}.example`,
    country: "US",
    taxesIncluded: false,
    createdAt: ago(days + 30),
    locations: [
      { id: "71", name: "Main street" },
      { id: "72", name: "Side street" },
    ],
  });
  for (let n = 1; n <= PRODUCTS; n += 1) shop.apply(product(n, ago(days + 20)));
  for (let n = 1; n <= customers; n += 1) shop.apply(customer(n, ago(days + 10)));
  for (let n = 1; n <= orders; n += 1) {
    const daysAgo = days - Math.floor(((n - 1) * days) / orders);
    shop.apply(order(n, (n * 7) % customers, ago(daysAgo)));
    if (n % 10 === 0) shop.apply(goodsBack(n, ago(Math.max(0, daysAgo - 2))));
  }
  for (let n = 1; n <= 5; n += 1) shop.apply(checkout(n, ago(n)));
  return shop;
}

function ago(days: number): string {
  return new Date(Date.now() - days * DAY_MS - 60_000).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function product(n: number, at: string): TradeEvent {
  const variant = {
    id: String(4000 + n),
    inventoryItemId: String(5000 + n),
    title: "Default Title",
    sku: `SKU-${n}`,
    price: 1000 + n * 100,
    tracked: true,
    available: { "71": 50 + n },
  };
  const facts = {
    title: `Product ${n}`,
    handle: `product-${n}`,
    productType: "Things",
    vendor: "Maker",
    isGiftCard: false,
    tags: ["plain"],
  };
  return { type: "product_created", at, productId: String(3000 + n), status: "ACTIVE", variants: [variant], ...facts };
}

function customer(n: number, at: string): TradeEvent {
  const region = { country: "US", province: "NY" };
  const person = { firstName: `First${n}`, lastName: `Last${n}`, email: `person${n}@mail.example`, region, tags: [] };
  return { type: "customer_created", at, customerId: String(2000 + n), ...person };
}

/** Every seventh order or so is a guest's. */
function order(n: number, buyer: number, at: string): TradeEvent {
  const lines = Array.from({ length: 1 + (n % 3) }, (_, place) => line(n * 10 + place, 1 + ((n + place) % PRODUCTS)));
  const customerId = buyer === 0 ? null : String(2000 + buyer);
  return {
    type: "order_placed",
    at,
    orderId: String(10_000 + n),
    name: `#${1000 + n}`,
    customerId,
    lines,
    shipping: { amount: 500 },
    paid: true,
  };
}

function line(n: number, product: number): BoughtLine {
  const unitPrice = 1000 + product * 100;
  return {
    id: String(100_000 + n),
    productId: String(3000 + product),
    variantId: String(4000 + product),
    title: `Product ${product}`,
    variantTitle: null,
    sku: `SKU-${product}`,
    vendor: "Maker",
    quantity: 2,
    unitPrice,
    discount: 0,
    tax: Math.round(unitPrice * 2 * 0.08),
    giftCard: false,
  };
}

function goodsBack(n: number, at: string): TradeEvent {
  return { type: "order_returned", at, orderId: String(10_000 + n), lines: [{ lineId: String(100_000 + n * 10), quantity: 1 }] };
}

function checkout(n: number, at: string): TradeEvent {
  return { type: "checkout_abandoned", at, checkoutId: String(60_000 + n), customerId: String(2000 + n), lines: [line(9_000_000 + n, n)] };
}

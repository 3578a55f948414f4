import { closeSync, openSync, writeSync } from "node:fs";
import { random } from "./random.ts";

/** Orders come in pages, as Shopify exports them: the orders of a page first, then their lines, their agreements, and those's sales. */
const PAGE = 250;
const FIRST_ORDER_AT_MS = Date.UTC(2024, 0, 1);
const SPAN_MS = 730 * 24 * 60 * 60 * 1000;

const titles = [
  "Linen shirt",
  "Wool jumper",
  "Enamel mug",
  "Oak chopping board",
  "Merino socks",
  "Café press",
  "Canvas tote",
  "Beeswax candle",
];
const variants = ["S / Blue", "M / Natural", "L / Forest", "One size", "XL / Ink"];
const places = [
  ["US", "NY"],
  ["US", "CA"],
  ["US", "TX"],
  ["CA", "ON"],
  ["GB", "ENG"],
] as const;

/** The bulk file of `orders` orders, the same bytes each time: eight lines an order, in New York, in US dollars. */
export function writeBulkFile(path: string, orders: number): { bytes: number; lines: number } {
  const file = openSync(path, "w");
  let bytes = 0;
  let lines = 0;
  for (let first = 0; first < orders; first += PAGE) {
    const page = pageOfOrders(first, Math.min(PAGE, orders - first), orders);
    bytes += writeSync(file, `${page.join("\n")}\n`);
    lines += page.length;
  }
  closeSync(file);
  return { bytes, lines };
}

function pageOfOrders(first: number, count: number, total: number): string[] {
  const page = { orders: [] as string[], lines: [] as string[], agreements: [] as string[], sales: [] as string[] };
  for (let index = first; index < first + count; index++)
    writeOrder(page, index, FIRST_ORDER_AT_MS + Math.floor((index / total) * SPAN_MS));
  return [...page.orders, ...page.lines, ...page.agreements, ...page.sales];
}

type Page = { orders: string[]; lines: string[]; agreements: string[]; sales: string[] };

const cents = (amount: number) => (amount / 100).toFixed(amount % 100 === 0 ? 1 : 2);
const money = (amount: number) => ({ shopMoney: { amount: cents(amount), currencyCode: "USD" } });
const amount = (value: number) => ({ shopMoney: { amount: cents(value) } });
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
const instant = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

function writeOrder(page: Page, index: number, placedMs: number): void {
  const next = random(index + 1);
  const id = `gid://shopify/Order/${5_400_000_000_000 + index * 32_768}`;
  const placedAt = instant(placedMs);
  const bought = Array.from({ length: 1 + (index % 3) + (next() < 0.5 ? 1 : 0) }, (_, at) => line(next, index, at));
  const refunded = next() < 0.15;
  const shipping = 495 + Math.floor(next() * 3) * 500;
  const original = bought.reduce((sum, sold) => sum + sold.total, shipping);
  const first = bought[0] as Line;
  const sales: object[] = bought.map((sold, at) => sale("ORDER", "PRODUCT", index * 16 + at, sold));
  sales.push({
    __typename: "ShippingLineSale",
    ...ledger("ORDER", "SHIPPING", index * 16 + 9, { quantity: 1, total: shipping, tax: 0, discount: 0 }),
  });
  const units = bought.reduce((sum, sold) => sum + sold.quantity, 0);
  const tags = index % 4 === 0 ? ["wholesale", "gift"] : [];

  page.orders.push(
    JSON.stringify({
      __typename: "Order",
      id,
      name: `#${1001 + index}`,
      createdAt: placedAt,
      processedAt: placedAt,
      updatedAt: instant(placedMs + 7_200_000),
      cancelledAt: null,
      closedAt: refunded ? null : instant(placedMs + 7_200_000),
      test: index % 500 === 0,
      edited: false,
      currencyCode: "USD",
      presentmentCurrencyCode: "USD",
      taxesIncluded: false,
      sourceName: "web",
      displayFinancialStatus: refunded ? "PARTIALLY_REFUNDED" : "PAID",
      displayFulfillmentStatus: "FULFILLED",
      cartToken: `c1-${(index * 2_654_435_761).toString(16).padStart(32, "0")}`,
      checkoutToken: (index * 40_503).toString(16).padStart(32, "a"),
      discountCodes: index % 5 === 0 ? ["WELCOME10"] : [],
      tags,
      customer: index % 10 === 0 ? null : { id: `gid://shopify/Customer/${7_100_000_000_000 + Math.floor(next() * next() * 60_000)}` },
      shippingAddress: { countryCodeV2: pick(places, index)[0], provinceCode: pick(places, index)[1] },
      subtotalLineItemsQuantity: units,
      currentSubtotalLineItemsQuantity: refunded ? units - first.quantity : units,
      originalTotalPriceSet: money(original),
      currentTotalPriceSet: money(refunded ? original - first.total : original),
    }),
  );
  for (const sold of bought)
    page.lines.push(JSON.stringify({ ...sold.wire, currentQuantity: refunded && sold === first ? 0 : sold.quantity, __parentId: id }));
  writeAgreement(page, index * 4, "OrderAgreement", "ORDER", placedMs, id, sales);
  const returned = { quantity: -first.quantity, total: -first.total, tax: -first.tax, discount: -first.discount, lineItem: first.lineItem };
  if (refunded)
    writeAgreement(page, index * 4 + 1, "RefundAgreement", "REFUND", placedMs + 7_200_000, id, [
      sale("RETURN", "PRODUCT", index * 16 + 12, returned),
    ]);
}

function writeAgreement(page: Page, number: number, type: string, reason: string, atMs: number, parent: string, sales: object[]): void {
  const id = `gid://shopify/SalesAgreement/${9_000_000_000 + number}`;
  page.agreements.push(JSON.stringify({ __typename: type, id, reason, happenedAt: instant(atMs), __parentId: parent }));
  for (const one of sales) page.sales.push(JSON.stringify({ ...one, __parentId: id }));
}

type Sold = { quantity: number; total: number; tax: number; discount: number; lineItem: { id: string } };
type Line = Sold & { wire: object };

function line(next: () => number, order: number, at: number): Line {
  const product = Math.floor(next() * next() * 800);
  const quantity = next() < 0.8 ? 1 : 2;
  const price = 900 + (product % 80) * 125;
  const discount = order % 5 === 0 ? Math.round((price * quantity) / 10) : 0;
  const tax = Math.round((price * quantity - discount) * 0.08875);
  const lineItem = { id: `gid://shopify/LineItem/${13_000_000_000_000 + order * 32_768 + at}` };
  const wire = {
    __typename: "LineItem",
    ...lineItem,
    title: `${pick(titles, product)} no. ${product}`,
    variantTitle: pick(variants, product),
    sku: `SKU-${product}-${product % 5}`,
    vendor: "Harbour & Sons",
    quantity,
    isGiftCard: false,
    product: { id: `gid://shopify/Product/${8_000_000_000_000 + product}` },
    variant: { id: `gid://shopify/ProductVariant/${44_000_000_000_000 + product * 5 + (product % 5)}` },
    originalUnitPriceSet: money(price),
  };
  return { quantity, total: price * quantity - discount + tax, tax, discount, lineItem, wire };
}

const sale = (action: string, lineType: string, number: number, sold: Sold) => ({
  __typename: "ProductSale",
  ...ledger(action, lineType, number, sold),
  lineItem: sold.lineItem,
});

function ledger(action: string, lineType: string, number: number, sold: Omit<Sold, "lineItem">) {
  return {
    id: `gid://shopify/Sale/${20_000_000_000 + number}`,
    actionType: action,
    lineType,
    quantity: sold.quantity,
    totalAmount: money(sold.total),
    totalTaxAmount: amount(sold.tax),
    totalDiscountAmountBeforeTaxes: amount(sold.discount),
    totalDiscountAmountAfterTaxes: amount(sold.discount),
  };
}

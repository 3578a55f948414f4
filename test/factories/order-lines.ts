/** What a test may say about an order; the rest is made up. Amounts in cents. */
export type OrderFacts = {
  readonly id: number;
  readonly updatedAt?: string;
  readonly placedAt?: string;
  readonly customer?: number | null;
  readonly test?: boolean;
  /** The price of each line; its line item, and its sale, get ids from it. */
  readonly lines?: readonly number[];
  /** Lines, by their place, that came back, on this instant. */
  readonly returned?: readonly number[];
  readonly returnedAt?: string;
  readonly more?: object;
};

const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: "USD" } });
const amount = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2) } });

/** The lines of a bulk file that one order makes: itself, then its lines, its agreements, their sales. */
export function orderLines(facts: OrderFacts): object[] {
  const {
    id,
    placedAt = "2026-03-01T17:00:00Z",
    updatedAt = "2026-03-02T00:00:00Z",
    customer = 77,
    test = false,
    lines = [1000, 250],
  } = facts;
  const returned = facts.returned ?? [];
  const gid = `gid://shopify/Order/${id}`;
  const original = lines.reduce((sum, price) => sum + price, 0);
  const lineGid = (place: number) => `gid://shopify/LineItem/${id * 10_000 + place}`;
  const placed = `gid://shopify/OrderAgreement/${id * 10 + 1}`;
  const refunded = `gid://shopify/RefundAgreement/${id * 10 + 2}`;
  const sale = (agreement: string, place: number, sign: 1 | -1, number: number) => ({
    __typename: "ProductSale",
    id: `gid://shopify/ProductSale/${id * 100_000 + number}`,
    actionType: sign === 1 ? "ORDER" : "RETURN",
    lineType: "PRODUCT",
    quantity: sign,
    totalAmount: money(sign * (lines[place] ?? 0)),
    totalTaxAmount: amount(0),
    totalDiscountAmountBeforeTaxes: amount(0),
    totalDiscountAmountAfterTaxes: amount(0),
    lineItem: { id: lineGid(place) },
    __parentId: agreement,
  });
  return [
    {
      __typename: "Order",
      id: gid,
      name: `#${id}`,
      createdAt: placedAt,
      processedAt: placedAt,
      updatedAt,
      cancelledAt: null,
      closedAt: null,
      test,
      edited: false,
      currencyCode: "USD",
      presentmentCurrencyCode: "USD",
      taxesIncluded: false,
      sourceName: "web",
      displayFinancialStatus: "PAID",
      displayFulfillmentStatus: "FULFILLED",
      cartToken: null,
      checkoutToken: null,
      discountCodes: [],
      tags: [],
      customer: customer === null ? null : { id: `gid://shopify/Customer/${customer}` },
      shippingAddress: { countryCodeV2: "US", provinceCode: "NY" },
      subtotalLineItemsQuantity: lines.length,
      currentSubtotalLineItemsQuantity: lines.length - returned.length,
      originalTotalPriceSet: money(original),
      currentTotalPriceSet: money(original - returned.reduce((sum, place) => sum + (lines[place] ?? 0), 0)),
      ...facts.more,
    },
    ...lines.map((price, place) => ({
      __typename: "LineItem",
      id: lineGid(place),
      title: `Thing ${place}`,
      variantTitle: null,
      sku: `T-${place}`,
      vendor: "Acme",
      quantity: 1,
      currentQuantity: returned.includes(place) ? 0 : 1,
      isGiftCard: false,
      product: { id: `gid://shopify/Product/${500 + place}` },
      variant: { id: `gid://shopify/ProductVariant/${600 + place}` },
      originalUnitPriceSet: money(price),
      __parentId: gid,
    })),
    { __typename: "OrderAgreement", id: placed, reason: "ORDER", happenedAt: placedAt, __parentId: gid },
    ...(returned.length === 0
      ? []
      : [{ __typename: "RefundAgreement", id: refunded, reason: "REFUND", happenedAt: facts.returnedAt ?? updatedAt, __parentId: gid }]),
    ...lines.map((_, place) => sale(placed, place, 1, place)),
    ...returned.map((place) => sale(refunded, place, -1, 50_000 + place)),
  ];
}

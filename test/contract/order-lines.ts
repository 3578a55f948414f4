import type { SimulatedShop } from "../../simulator/world/shop.ts";
import { NodeList } from "../../simulator/world/wire.ts";

type Fields = Readonly<Record<string, unknown>>;
/** A selection: true for a scalar, a selection for an object. */
export type Selection = { readonly [field: string]: true | Selection };

const money: Selection = { shopMoney: { amount: true, currencyCode: true }, presentmentMoney: { amount: true, currencyCode: true } };
const amount: Selection = { shopMoney: { amount: true, currencyCode: true } };
const flags: Selection = { test: true, edited: true, taxesIncluded: true, cancelledAt: true, closedAt: true };
const orderFields: Selection = {
  __typename: true,
  id: true,
  name: true,
  createdAt: true,
  processedAt: true,
  updatedAt: true,
  ...flags,
  currencyCode: true,
  presentmentCurrencyCode: true,
  sourceName: true,
  displayFinancialStatus: true,
  displayFulfillmentStatus: true,
  cartToken: true,
  checkoutToken: true,
  discountCodes: true,
  tags: true,
  customer: { id: true },
  shippingAddress: { countryCodeV2: true, provinceCode: true },
  subtotalLineItemsQuantity: true,
  currentSubtotalLineItemsQuantity: true,
  originalTotalPriceSet: money,
  currentTotalPriceSet: money,
};
const lineFields: Selection = {
  __typename: true,
  id: true,
  title: true,
  variantTitle: true,
  sku: true,
  vendor: true,
  quantity: true,
  currentQuantity: true,
  isGiftCard: true,
  product: { id: true },
  variant: { id: true },
  originalUnitPriceSet: amount,
};
const agreementFields: Selection = { __typename: true, id: true, reason: true, happenedAt: true };
const saleFields: Selection = {
  __typename: true,
  id: true,
  actionType: true,
  lineType: true,
  quantity: true,
  totalAmount: amount,
  totalTaxAmount: amount,
  totalDiscountAmountBeforeTaxes: amount,
  totalDiscountAmountAfterTaxes: amount,
  lineItem: { id: true },
};

/**
 * A shop's orders as the lines of a bulk file, each an object to be written as JSON: orders, their lines, agreements and sales, children
 * with `__parentId`. Sales of things that are no line have no `lineItem`, as fragments on sale types leave it out.
 */
export function orderLines(shop: SimulatedShop): Fields[] {
  return nodesOf(shop.root().orders).flatMap((order) => [
    pick(order, orderFields),
    ...nodesOf(order.lineItems).map((line) => ({ ...pick(line, lineFields), __parentId: order.id })),
    ...nodesOf(order.agreements).flatMap((agreement) => [
      { ...pick(agreement, agreementFields), __parentId: order.id },
      ...nodesOf(agreement.sales).map((sale) => {
        const { lineItem, ...row } = pick(sale, saleFields);
        const ofLine = ["ProductSale", "GiftCardSale", "TipSale"].includes(String(row.__typename));
        return { ...row, ...(ofLine && { lineItem }), __parentId: agreement.id };
      }),
    ]),
  ]);
}

function nodesOf(connection: unknown): readonly Fields[] {
  if (!(connection instanceof NodeList)) throw new Error("a connection was expected");
  return connection.nodes;
}

/** The selected fields of an object, deep. */
export function pick(object: Fields, selection: Selection): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const field in selection) {
    const value = object[field] ?? null;
    const below = selection[field] ?? true;
    picked[field] = below === true || !isFields(value) ? value : pick(value, below);
  }
  return picked;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

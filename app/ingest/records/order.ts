import {
  currency,
  flag,
  gid,
  gidOrNull,
  instant,
  instantOrNull,
  object,
  shopMoney,
  text,
  textOrNull,
  texts,
  type Wire,
  whole,
  word,
  wordOrNull,
} from "./readers.ts";
import type { RecordKind } from "./record.ts";

const financialStatuses = new Set([
  "AUTHORIZED",
  "EXPIRED",
  "PAID",
  "PARTIALLY_PAID",
  "PARTIALLY_REFUNDED",
  "PENDING",
  "REFUNDED",
  "VOIDED",
]);
const fulfillmentStatuses = new Set([
  ...["FULFILLED", "FULFILLMENT_NOT_REQUIRED", "IN_PROGRESS", "ON_HOLD", "OPEN", "PARTIALLY_FULFILLED", "PENDING_FULFILLMENT"],
  ...["REQUEST_DECLINED", "RESTOCKED", "SCHEDULED", "UNFULFILLED"],
]);

const columns = [
  ..."id name customer_id created_at processed_at updated_at cancelled_at closed_at test edited currency".split(" "),
  ..."presentment_currency taxes_included source_name financial_status fulfillment_status cart_token checkout_token".split(" "),
  ..."discount_codes tags country province original_total current_total line_quantity current_line_quantity".split(" "),
];

/** An order without its lines and its ledger, which come as records of their own. */
export const order: RecordKind = { table: "orders", columns, row };

function row(wire: Wire): string {
  const shopCurrency = currency(wire.currencyCode, "currencyCode");
  return `${gid(wire.id, "id", "Order")}\t${text(wire.name, "name")}\t${gidOrNull(wire.customer, "customer.id", "Customer")}\t${instant(
    wire.createdAt,
    "createdAt",
  )}\t${instant(wire.processedAt, "processedAt")}\t${instant(wire.updatedAt, "updatedAt")}\t${instantOrNull(
    wire.cancelledAt,
    "cancelledAt",
  )}\t${instantOrNull(wire.closedAt, "closedAt")}\t${flag(wire.test, "test")}\t${flag(
    wire.edited,
    "edited",
  )}\t${shopCurrency}\t${currency(wire.presentmentCurrencyCode, "presentmentCurrencyCode")}\t${flag(
    wire.taxesIncluded,
    "taxesIncluded",
  )}\t${textOrNull(wire.sourceName, "sourceName")}\t${wordOrNull(
    wire.displayFinancialStatus,
    "displayFinancialStatus",
    financialStatuses,
  )}\t${word(
    wire.displayFulfillmentStatus,
    "displayFulfillmentStatus",
    fulfillmentStatuses,
  )}\t${textOrNull(wire.cartToken, "cartToken")}\t${textOrNull(
    wire.checkoutToken,
    "checkoutToken",
  )}\t${texts(wire.discountCodes, "discountCodes")}\t${texts(wire.tags, "tags")}\t${place(
    wire.shippingAddress,
    "shippingAddress",
  )}\t${shopMoney(wire.originalTotalPriceSet, "originalTotalPriceSet", shopCurrency)}\t${shopMoney(
    wire.currentTotalPriceSet,
    "currentTotalPriceSet",
    shopCurrency,
  )}\t${whole(wire.subtotalLineItemsQuantity, "subtotalLineItemsQuantity")}\t${whole(
    wire.currentSubtotalLineItemsQuantity,
    "currentSubtotalLineItemsQuantity",
  )}`;
}

/** Country and province of an address that may be absent: two columns. */
export function place(address: unknown, field: string): string {
  if (address === null || address === undefined) return "\\N\t\\N";
  const { countryCodeV2, provinceCode } = object(address, field);
  return `${textOrNull(countryCodeV2, `${field}.countryCodeV2`)}\t${textOrNull(provinceCode, `${field}.provinceCode`)}`;
}

import type { AgreementOrders } from "./agreement-orders.ts";
import { gid, gidOrNull, shopCurrency, shopMoney, type Wire, wholeOrNull, word } from "./readers.ts";
import type { RecordKind, ShopContext } from "./record.ts";

const actions = new Set(["ORDER", "RETURN", "UNKNOWN", "UPDATE"]);
const lineTypes = new Set(["ADDITIONAL_FEE", "ADJUSTMENT", "DUTY", "FEE", "GIFT_CARD", "PRODUCT", "SHIPPING", "TIP", "UNKNOWN"]);

const columns = "order_id agreement_id id action line_type order_line_id quantity total tax discount discount_with_taxes currency".split(
  " ",
);

/** One sale of an agreement, of any of its types: amounts as Shopify signs them, the discount before taxes first. */
export const sale: RecordKind = { table: "sale", columns, row };

function row(wire: Wire, _shop: ShopContext, orders: AgreementOrders): string {
  const agreementId = gid(wire.__parentId, "__parentId");
  const currency = shopCurrency(wire.totalAmount, "totalAmount");
  return `${orders.find(agreementId) ?? "\\N"}\t${agreementId}\t${gid(wire.id, "id")}\t${word(wire.actionType, "actionType", actions)}\t${word(
    wire.lineType,
    "lineType",
    lineTypes,
  )}\t${gidOrNull(wire.lineItem, "lineItem.id", "LineItem")}\t${wholeOrNull(
    wire.quantity,
    "quantity",
  )}\t${shopMoney(wire.totalAmount, "totalAmount", currency)}\t${shopMoney(wire.totalTaxAmount, "totalTaxAmount", currency)}\t${shopMoney(
    wire.totalDiscountAmountBeforeTaxes,
    "totalDiscountAmountBeforeTaxes",
    currency,
  )}\t${shopMoney(wire.totalDiscountAmountAfterTaxes, "totalDiscountAmountAfterTaxes", currency)}\t${currency}`;
}

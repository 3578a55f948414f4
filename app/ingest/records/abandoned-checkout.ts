import { place } from "./order.ts";
import { gid, gidOrNull, instant, instantOrNull, shopCurrency, shopMoney, texts, type Wire, wholeOrNull } from "./readers.ts";
import type { RecordKind } from "./record.ts";

const columns = "id created_at updated_at completed_at customer_id country province discount_codes currency subtotal total units".split(
  " ",
);

/** A checkout that was abandoned, and perhaps completed later; without its lines. */
export const abandonedCheckout: RecordKind = { table: "abandoned_checkout", columns, row };

function row(wire: Wire): string {
  const currency = shopCurrency(wire.totalPriceSet, "totalPriceSet");
  return `${gid(wire.id, "id", "AbandonedCheckout")}\t${instant(wire.createdAt, "createdAt")}\t${instant(wire.updatedAt, "updatedAt")}\t${instantOrNull(
    wire.completedAt,
    "completedAt",
  )}\t${gidOrNull(wire.customer, "customer.id", "Customer")}\t${place(
    wire.shippingAddress,
    "shippingAddress",
  )}\t${texts(wire.discountCodes, "discountCodes")}\t${currency}\t${shopMoney(
    wire.subtotalPriceSet,
    "subtotalPriceSet",
    currency,
  )}\t${shopMoney(wire.totalPriceSet, "totalPriceSet", currency)}\t${wholeOrNull(wire.lineItemsQuantity, "lineItemsQuantity")}`;
}

import { flag, gid, gidOrNull, shopCurrency, shopMoney, text, textOrNull, type Wire, whole } from "./readers.ts";
import type { RecordKind } from "./record.ts";

const columns = [
  ..."order_id id title variant_title sku vendor product_id variant_id quantity current_quantity is_gift_card".split(" "),
  ..."unit_price".split(" "),
];

/** A line of an order. A product that was deleted since is null. */
export const orderLine: RecordKind = { table: "order_line", columns, row };

function row(wire: Wire): string {
  const currency = shopCurrency(wire.originalUnitPriceSet, "originalUnitPriceSet");
  return `${gid(wire.__parentId, "__parentId", "Order")}\t${gid(wire.id, "id", "LineItem")}\t${text(wire.title, "title")}\t${textOrNull(
    wire.variantTitle,
    "variantTitle",
  )}\t${textOrNull(wire.sku, "sku")}\t${textOrNull(wire.vendor, "vendor")}\t${gidOrNull(
    wire.product,
    "product.id",
    "Product",
  )}\t${gidOrNull(wire.variant, "variant.id", "ProductVariant")}\t${whole(
    wire.quantity,
    "quantity",
  )}\t${whole(wire.currentQuantity, "currentQuantity")}\t${flag(wire.isGiftCard, "isGiftCard")}\t${shopMoney(
    wire.originalUnitPriceSet,
    "originalUnitPriceSet",
    currency,
  )}`;
}

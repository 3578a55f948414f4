import { gid, gidOrNull, shopCurrency, shopMoney, text, textOrNull, type Wire, whole } from "./readers.ts";
import type { RecordKind } from "./record.ts";
import { refusal } from "./refusal.ts";

const START = "gid://shopify/AbandonedCheckoutLineItem/";

const columns = "checkout_id id title sku product_id variant_id quantity total".split(" ");

/** A line of an abandoned checkout. Its id is text: Shopify makes it of a token. */
export const abandonedCheckoutLine: RecordKind = { table: "abandoned_checkout_line", columns, row };

function row(wire: Wire): string {
  if (typeof wire.id !== "string" || !wire.id.startsWith(START) || wire.id.length === START.length)
    throw refusal("id", wire.id, "is no gid");
  const currency = shopCurrency(wire.discountedTotalPriceSet, "discountedTotalPriceSet");
  return `${gid(wire.__parentId, "__parentId", "AbandonedCheckout")}\t${text(wire.id.slice(START.length), "id")}\t${textOrNull(
    wire.title,
    "title",
  )}\t${textOrNull(wire.sku, "sku")}\t${gidOrNull(wire.product, "product.id", "Product")}\t${gidOrNull(
    wire.variant,
    "variant.id",
    "ProductVariant",
  )}\t${whole(wire.quantity, "quantity")}\t${shopMoney(wire.discountedTotalPriceSet, "discountedTotalPriceSet", currency)}`;
}

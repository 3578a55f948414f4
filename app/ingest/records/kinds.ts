import { abandonedCheckout } from "./abandoned-checkout.ts";
import { abandonedCheckoutLine } from "./abandoned-checkout-line.ts";
import { agreement } from "./agreement.ts";
import { customer } from "./customer.ts";
import { inventoryLevel } from "./inventory-level.ts";
import { order } from "./order.ts";
import { orderLine } from "./order-line.ts";
import { product } from "./product.ts";
import type { Wire } from "./readers.ts";
import type { RecordKind } from "./record.ts";
import { refusal } from "./refusal.ts";
import { sale } from "./sale.ts";
import { variant } from "./variant.ts";

const agreements = ["SalesAgreement", "OrderAgreement", "OrderEditAgreement", "RefundAgreement", "ReturnAgreement"];
const sales = [
  ...["Sale", "ProductSale", "GiftCardSale", "TipSale", "ShippingLineSale", "AdjustmentSale", "DutySale", "FeeSale", "AdditionalFeeSale"],
  "UnknownSale",
];

const kinds = new Map<string, RecordKind>([
  ["Order", order],
  ["LineItem", orderLine],
  ...agreements.map((type) => [type, agreement] as const),
  ...sales.map((type) => [type, sale] as const),
  ["Customer", customer],
  ["Product", product],
  ["ProductVariant", variant],
  ["InventoryLevel", inventoryLevel],
  ["AbandonedCheckout", abandonedCheckout],
  ["AbandonedCheckoutLineItem", abandonedCheckoutLine],
]);

/** The kind of a record by its `__typename`, or by its gid where it names no type. Throws a Refusal for one that we do not know. */
export function kindOf(wire: Wire): RecordKind {
  const { __typename: type, id } = wire;
  if (type === undefined && typeof id !== "string") throw refusal("id", id, "is no gid");
  const named = type ?? (typeof id === "string" ? /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1] : undefined);
  const kind = typeof named === "string" ? kinds.get(named) : undefined;
  if (!kind) throw refusal("__typename", type ?? id, "is no type that we load");
  return kind;
}

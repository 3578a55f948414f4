import type { OrderAgreement } from "../../insights/orders/order-agreements.ts";
import type { OrderSale } from "../../insights/orders/order-sales.ts";

type Money = (minor: string) => string;
type Sale = Pick<OrderSale, "action" | "lineType" | "title" | "quantity" | "exTax" | "tax" | "total">;

const titles: Readonly<Record<string, string>> = {
  ORDER: "Order placed",
  ORDER_EDIT: "Order edited",
  REFUND: "Refund",
  RETURN: "Return",
};

/** What kinds of lines are called that are no goods: alone, and within a sentence. */
const things: Readonly<Record<string, string>> = {
  SHIPPING: "Shipping",
  TIP: "Tip",
  DUTY: "Duties",
  FEE: "Fee kept",
  ADDITIONAL_FEE: "Additional fee",
  ADJUSTMENT: "Adjustment",
  UNKNOWN: "Something that Shopify does not name",
};

/** What happened, in a word or two: of an agreement that returns and sells at once too. */
export function entryTitle({ reason }: Pick<OrderAgreement, "reason">): string {
  return titles[reason] ?? "Change";
}

/** What a sale is of: "Linen shirt", or "Shipping". */
export function saleThing({ lineType, title }: Pick<Sale, "lineType" | "title">): string {
  if (lineType === "PRODUCT") return title ?? "Goods without a line";
  if (lineType === "GIFT_CARD") return title ?? "Gift card";
  return things[lineType] ?? things.UNKNOWN ?? "";
}

/**
 * One sale in a sentence: "2 × Linen shirt came back: −$80.00 net, −$8.00 tax." The amount of goods is their net sales, that of all else is
 * without tax.
 */
export function saleSentence(sale: Sale, reason: string, money: Money): string {
  const isGoods = sale.lineType === "PRODUCT" || sale.lineType === "ADJUSTMENT";
  const amount = `${money(sale.exTax)}${isGoods ? " net" : ""}`;
  const tax = sale.tax === "0" ? "" : `, ${money(sale.tax)} tax`;
  return `${subject(sale)} ${verb(sale, reason)}: ${amount}${tax}.`;
}

/** What an agreement without sales did. */
export const NOTHING_CHANGED = "No amount changed.";

function subject(sale: Sale): string {
  const thing = saleThing(sale);
  const quantity = Math.abs(sale.quantity ?? 0);
  return (sale.lineType === "PRODUCT" || sale.lineType === "GIFT_CARD") && quantity > 0 ? `${quantity} × ${thing}` : thing;
}

function verb({ action, lineType, quantity, total }: Sale, reason: string): string {
  const isLess = BigInt(total) < 0n;
  if (lineType === "ADJUSTMENT") return isLess ? "took off" : "added";
  if (lineType === "PRODUCT" || lineType === "GIFT_CARD") {
    if (action === "RETURN") return "came back";
    if (action === "UPDATE") return "changed in price";
    if (action === "UNKNOWN") return "changed";
    if (reason === "ORDER") return (quantity ?? 1) === 1 ? "was sold" : "were sold";
    return reason === "ORDER_EDIT" ? "came on the order" : "went out in exchange";
  }
  return isLess ? "was given back" : "was charged";
}

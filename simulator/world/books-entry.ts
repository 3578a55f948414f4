import type { Instant, Minor, OrderPlaced } from "./events.ts";
import type { Agreement, Movement } from "./movements.ts";
import type { Switches } from "./profile.ts";

/** The report's figures, in the order in which a booked sale holds its sums. */
export const figureNames = [
  "gross_sales",
  "discounts",
  "returns",
  "net_sales",
  "shipping_charges",
  "duties",
  "fees",
  "taxes",
  "total_sales",
  "tips",
  "gift_cards",
  "units_sold",
  "units_returned",
] as const;

/** One thing sold, given back or charged, as the books enter it: sums in the order of `figureNames`, in minor units. */
export type BookedSale = {
  readonly saleId: string;
  readonly lineType: string;
  readonly action: string;
  readonly startsOrder: boolean;
  readonly sums: readonly number[];
};

type Entry = {
  lineType: string;
  action: string;
  gross?: Minor;
  discounts?: Minor;
  returns?: Minor;
  shipping?: Minor;
  duties?: Minor;
  fees?: Minor;
  taxes?: Minor;
  tips?: Minor;
  giftCards?: Minor;
  sold?: number;
  returned?: number;
};

/** The moment whose day a deal is reported on: when it happened, or for an imported order, in a world that reports so, when it was sold. */
export function datedAt(agreement: Agreement, placed: OrderPlaced, switches: Switches): Instant {
  return agreement.reason === "order" && switches.reportDay === "processed_at" ? (placed.processedAt ?? placed.at) : agreement.at;
}

/** Whether a deal counts as an order of its day: the buyer's own order, unless gift cards were all that was bought. */
export function isOrderOfTheDay(agreement: Agreement, placed: OrderPlaced): boolean {
  return agreement.reason === "order" && placed.lines.some(({ giftCard }) => !giftCard);
}

/** Enters one movement into the books, from its units, price, discount and tax. */
export function bookedSale(movement: Movement, placed: OrderPlaced, switches: Switches, startsOrder: boolean): BookedSale {
  const entry = enter(movement, placed.taxesIncluded ?? false, switches);
  const { gross = 0, discounts = 0, returns = 0, shipping = 0, duties = 0, fees = 0, taxes = 0, tips = 0, giftCards = 0 } = entry;
  const net = gross - discounts - returns;
  const total = net + shipping + duties + fees + taxes;
  const ladder = [gross, discounts, returns, net, shipping, duties, fees, taxes, total];
  const sums = [...ladder, tips, giftCards, entry.sold ?? 0, entry.returned ?? 0];

  return { saleId: String(movement.saleId), lineType: entry.lineType, action: entry.action, startsOrder, sums };
}

function enter(movement: Movement, taxesIncluded: boolean, switches: Switches): Entry {
  const { kind, cause, price, discount, tax } = movement;
  const units = movement.units ?? 0;
  const back = cause === "came_back" || cause === "edited_off";
  const sign = back ? -1 : 1;
  const action = back ? "RETURN" : "ORDER";
  const charged = sign * (price - discount - (taxesIncluded ? tax : 0));
  const taxes = sign * tax;

  switch (kind) {
    case "goods":
      return enterGoods(movement, taxesIncluded, switches);
    case "adjustment":
      if (cause === "adjusted") return { lineType: "ADJUSTMENT", action: "RETURN", returns: -price, taxes: tax };
      return switches.editCorrection === "update"
        ? { lineType: "PRODUCT", action: "UPDATE", gross: price, taxes: tax }
        : { lineType: "ADJUSTMENT", action: "UPDATE", returns: -price, taxes: tax };
    case "gift_card":
      return {
        lineType: "GIFT_CARD",
        action: giftCardAction(movement, switches),
        giftCards: sign * (units * (movement.line?.line.unitPrice ?? 0) - discount),
      };
    case "shipping":
      return { lineType: "SHIPPING", action, shipping: charged, taxes };
    case "duty":
      return { lineType: "DUTY", action, duties: charged, taxes };
    case "additional_fee":
      return { lineType: "ADDITIONAL_FEE", action, fees: charged, taxes };
    case "return_fee":
      return { lineType: "FEE", action, fees: charged, taxes };
    case "tip":
      return { lineType: "TIP", action, tips: sign * price };
  }
}

function enterGoods({ cause, line, units, discount, tax, taxInDiscount }: Movement, taxesIncluded: boolean, switches: Switches): Entry {
  const quantity = units ?? 0;
  const shown = quantity * (line?.line.unitPrice ?? 0);
  const bare = taxesIncluded ? shown - tax - taxInDiscount : shown;
  const bareDiscount = taxesIncluded ? discount - taxInDiscount : discount;
  if (cause === "came_back" || (cause === "edited_off" && switches.editDown === "return")) {
    return { lineType: "PRODUCT", action: "RETURN", returns: bare - bareDiscount, taxes: -tax, returned: quantity };
  }

  const discounts = switches.discountBeforeTaxes === "with_tax" ? discount : bareDiscount;
  const gross = bare - bareDiscount + discounts;
  if (cause === "edited_off") {
    return { lineType: "PRODUCT", action: "UPDATE", gross: -gross, discounts: -discounts, taxes: -tax, sold: -quantity };
  }
  return { lineType: "PRODUCT", action: cause === "increased" ? "UPDATE" : "ORDER", gross, discounts, taxes: tax, sold: quantity };
}

function giftCardAction({ cause }: Movement, switches: Switches): string {
  if (cause === "bought") return "ORDER";
  if (cause === "increased") return "UPDATE";
  return cause === "edited_off" && switches.editDown === "update" ? "UPDATE" : "RETURN";
}

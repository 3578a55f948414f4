import type { BoughtLine, Charge, OrderPlaced } from "../events.ts";
import type { Chance } from "./chance.ts";
import type { Code } from "./codes.ts";
import type { Place } from "./people.ts";
import type { Shelf } from "./shelf.ts";

const linesInBasket = [0, 47, 26, 13, 7, 4, 2, 1];
const foreign: Record<string, { currency: string; rate: number }> = {
  CA: { currency: "CAD", rate: 1.372 },
  GB: { currency: "GBP", rate: 0.784 },
  DE: { currency: "EUR", rate: 0.923 },
  FR: { currency: "EUR", rate: 0.923 },
  AU: { currency: "AUD", rate: 1.517 },
  JP: { currency: "JPY", rate: 149.6 },
};

/** Goods for a basket, before discount and tax: mostly one or two things, mostly one of each. */
export function drawBasket(shelf: Shelf, day: number, chance: Chance): BoughtLine[] {
  const lines = new Map<string | null, BoughtLine>();
  for (let left = chance.weighted(linesInBasket); left > 0; left--) {
    const item = shelf.draw(day, chance);
    const many = item.facts.productType === "Tableware" ? 0.45 : 0.1;
    const line = shelf.line(item, chance.of(many) ? chance.between(2, 4) : 1, day, chance);
    if (!lines.has(line.variantId)) lines.set(line.variantId, line);
  }
  return [...lines.values()];
}

/** The money side of an order that goes to a place: code, taxes, shipping, duty and fees, in the buyer's currency where that is another. */
export function priced(
  lines: readonly BoughtLine[],
  place: Place,
  code: Code | null,
  shipped: boolean,
  chance: Chance,
): Pick<OrderPlaced, "lines" | "taxesIncluded" | "shipping" | "duties" | "additionalFee" | "presentment" | "discountCodes"> {
  const { country, province } = place.region;
  const taxesIncluded = country !== "US" && country !== "CA";
  const taxed = lines.map((line) => discountedAndTaxed(line, code?.percent ?? 0, place.taxRate, taxesIncluded));
  const goods = taxed.filter(({ giftCard }) => !giftCard);
  const worth = goods.reduce((sum, { unitPrice, quantity, discount }) => sum + unitPrice * quantity - discount, 0);
  const shipping = shipped && goods.length > 0 ? shippingTo(place, worth, code, taxesIncluded) : null;
  const duties = shipped && taxesIncluded && worth > 15_000 ? { amount: Math.round((worth * chance.between(3, 8)) / 100) } : null;
  const colorado = shipped && province === "CO" ? { amount: 28, title: "Colorado retail delivery fee" } : null;
  const minnesota = shipped && province === "MN" && worth >= 10_000 ? { amount: 50, title: "Minnesota retail delivery fee" } : null;
  const additionalFee = colorado ?? minnesota;
  const presentment = foreign[country];
  return {
    lines: taxed,
    taxesIncluded,
    discountCodes: code ? [code.code] : [],
    ...(shipping && { shipping }),
    ...(duties && { duties }),
    ...(additionalFee && { additionalFee }),
    ...(presentment && { presentment }),
  };
}

/** A line with its discount and its tax, the tax in the price or on top of it; a gift card has neither. */
export function discountedAndTaxed(line: BoughtLine, percent: number, taxRate: number, taxesIncluded: boolean): BoughtLine {
  if (line.giftCard) return line;
  const full = line.unitPrice * line.quantity;
  const discount = Math.round((full * percent) / 100);
  return { ...line, discount, tax: taxOf(full - discount, taxRate, taxesIncluded) };
}

/** The tax on, or in, a sum; the rate is in hundredths of a per cent. */
export function taxOf(sum: number, rate: number, included: boolean): number {
  return Math.round((sum * rate) / (included ? 10_000 + rate : 10_000));
}

function shippingTo(place: Place, worth: number, code: Code | null, taxesIncluded: boolean): Charge | null {
  const home = place.region.country === "US";
  const amount = home ? (worth >= 7_500 ? 0 : 695) : place.region.country === "CA" ? 1_495 : 2_495;
  if (amount === 0) return null;
  const discount = code?.freeShipping ? amount : 0;
  const tax = place.taxesShipping ? taxOf(amount - discount, place.taxRate, taxesIncluded) : 0;
  return { amount, discount, tax, title: home ? "Ground" : "International" };
}

import { asReported, type FigureName, isCount } from "../../lib/report-figures.ts";
import type { Formats } from "../format.ts";

/** The numbers as the pages call them. */
export const figureNames: Readonly<Record<FigureName, string>> = {
  grossSales: "Gross sales",
  discounts: "Discounts",
  returns: "Returns",
  netSales: "Net sales",
  shipping: "Shipping",
  duties: "Duties",
  fees: "Fees",
  taxes: "Taxes",
  totalSales: "Total sales",
  orders: "Orders",
  unitsSold: "Units sold",
  unitsReturned: "Units returned",
  tips: "Tips",
  giftCards: "Gift cards sold",
};

/** A figure as it is written, with the sign that reports give it: money of the shop's currency, or a count. */
export function written(name: FigureName, value: string, f: Formats): string {
  const signed = asReported(name, value);
  return isCount(name) ? f.count(Number(signed)) : f.money(signed);
}

/** A difference with its sign: "+€1.00", "−€1.00", or "0" words for none. */
export function writtenDifference(name: FigureName, value: string, f: Formats): string {
  if (value === "0") return "Equal";
  return asReported(name, value).startsWith("-") ? written(name, value, f) : `+${written(name, value, f)}`;
}

/** "Net sales and taxes", "Orders". */
export function listed(differing: readonly FigureName[], locale: string): string {
  const words = differing.map((name, index) => (index === 0 ? figureNames[name] : figureNames[name].toLowerCase()));
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(words);
}

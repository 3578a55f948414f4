import { currencyExponent, minorUnits } from "../../lib/money.ts";
import { type FigureName, isCount, type SomeFigures } from "../../lib/report-figures.ts";
import { ReportRefused, type ReportRow } from "./shopifyql.ts";

type Column = { readonly name: string; readonly sign: 1 | -1 };

/**
 * Columns of Shopify's sales report by our names, as they are called since API 2026-04. What takes away from sales is negative there and
 * positive here. Tips and gift cards are no part of every shop's report, and are left out where Shopify does not know them.
 */
export const columns = {
  grossSales: { name: "gross_sales", sign: 1 },
  discounts: { name: "discounts", sign: -1 },
  returns: { name: "sales_reversals", sign: -1 },
  netSales: { name: "net_sales", sign: 1 },
  shipping: { name: "shipping_charges", sign: 1 },
  duties: { name: "duties", sign: 1 },
  fees: { name: "additional_fees", sign: 1 },
  taxes: { name: "taxes", sign: 1 },
  totalSales: { name: "total_sales", sign: 1 },
  orders: { name: "orders", sign: 1 },
  unitsSold: { name: "quantity_ordered", sign: 1 },
  unitsReturned: { name: "quantity_returned", sign: -1 },
  tips: { name: "tips", sign: 1 },
  giftCards: { name: "gift_cards", sign: 1 },
} as const satisfies Record<FigureName, Column>;

/** The figures of a row: money in minor units of the currency, counts whole, signs as ours. Throws ReportRefused on what is no number. */
export function figuresOf(row: ReportRow, asked: readonly FigureName[], currency: string): SomeFigures {
  const figures: { -readonly [name in keyof SomeFigures]: string } = {};
  for (const id of asked) {
    const { name, sign } = columns[id];
    const text = row[name];
    if (text === undefined) continue;
    figures[id] = signed(numberOf(text === "" ? "0" : text, isCount(id) ? 0 : currencyExponent(currency), name), sign);
  }
  return figures;
}

/** "12.50" is "1250" of a currency with hundredths. */
function numberOf(text: string, exponent: number, column: string): string {
  const units = minorUnits(text, exponent);
  if (units === null) throw new ReportRefused([`“${text}” in the column ${column} is no amount that the shop's currency has`]);
  return units;
}

function signed(units: string, sign: 1 | -1): string {
  return sign === 1 ? units : String(-BigInt(units));
}

import { currencyExponent, minorUnits } from "../../lib/money.ts";
import { ReportRefused, type ReportRow } from "./shopifyql.ts";

type Column = { readonly name: string; readonly kind: "money" | "count"; readonly sign: 1 | -1 };

/**
 * Columns of Shopify's sales report by our names, as they are called since API 2026-04. What takes away from sales is negative there and
 * positive here. Tips and gift cards are no part of every shop's report, and are left out where Shopify does not know them.
 */
export const columns = {
  grossSales: { name: "gross_sales", kind: "money", sign: 1 },
  discounts: { name: "discounts", kind: "money", sign: -1 },
  returns: { name: "sales_reversals", kind: "money", sign: -1 },
  netSales: { name: "net_sales", kind: "money", sign: 1 },
  shipping: { name: "shipping_charges", kind: "money", sign: 1 },
  duties: { name: "duties", kind: "money", sign: 1 },
  fees: { name: "additional_fees", kind: "money", sign: 1 },
  taxes: { name: "taxes", kind: "money", sign: 1 },
  totalSales: { name: "total_sales", kind: "money", sign: 1 },
  orders: { name: "orders", kind: "count", sign: 1 },
  unitsSold: { name: "quantity_ordered", kind: "count", sign: 1 },
  unitsReturned: { name: "quantity_returned", kind: "count", sign: -1 },
  tips: { name: "tips", kind: "money", sign: 1 },
  giftCards: { name: "gift_cards", kind: "money", sign: 1 },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof columns;
export type ToldFigures = Partial<Record<ColumnId, string>>;

/** The figures of a row: money in minor units of the currency, counts whole, signs as ours. Throws ReportRefused on what is no number. */
export function figuresOf(row: ReportRow, asked: readonly ColumnId[], currency: string): ToldFigures {
  const figures: ToldFigures = {};
  for (const id of asked) {
    const { name, kind, sign } = columns[id];
    const text = row[name];
    if (text === undefined) continue;
    figures[id] = signed(numberOf(text === "" ? "0" : text, kind === "count" ? 0 : currencyExponent(currency), name), sign);
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

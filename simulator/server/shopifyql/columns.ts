import type { Figures } from "../../world/books.ts";

/** What is summed up for a row of the report; money in minor units, signed as ShopifyQL signs it. */
export type Metric = { readonly dataType: "MONEY" | "INTEGER"; readonly of: (figures: Figures) => bigint };

/** Metrics as they are named since API 2026-04: what takes away from sales is negative. */
export const METRICS: Readonly<Record<string, Metric>> = {
  gross_sales: { dataType: "MONEY", of: (figures) => figures.gross_sales },
  discounts: { dataType: "MONEY", of: (figures) => -figures.discounts },
  sales_reversals: { dataType: "MONEY", of: (figures) => -figures.returns },
  net_sales: { dataType: "MONEY", of: (figures) => figures.net_sales },
  shipping_charges: { dataType: "MONEY", of: (figures) => figures.shipping_charges },
  duties: { dataType: "MONEY", of: (figures) => figures.duties },
  additional_fees: { dataType: "MONEY", of: (figures) => figures.fees },
  taxes: { dataType: "MONEY", of: (figures) => figures.taxes },
  total_sales: { dataType: "MONEY", of: (figures) => figures.total_sales },
  tips: { dataType: "MONEY", of: (figures) => figures.tips },
  gift_cards: { dataType: "MONEY", of: (figures) => figures.gift_cards },
  quantity_ordered: { dataType: "INTEGER", of: (figures) => figures.units_sold },
  quantity_returned: { dataType: "INTEGER", of: (figures) => -figures.units_returned },
};

/** Counted by day alone: a sale by itself is no order. */
export const ORDERS = "orders";

/** What rows can be grouped by, and the type of the column. */
export const DIMENSIONS: Readonly<Record<string, "DAY_TIMESTAMP" | "MONTH_TIMESTAMP" | "STRING" | "IDENTITY">> = {
  day: "DAY_TIMESTAMP",
  month: "MONTH_TIMESTAMP",
  sale_id: "IDENTITY",
  order_id: "IDENTITY",
  order_name: "STRING",
  line_type: "STRING",
  action_type: "STRING",
};

/** Names that a query may still use and that Shopify has renamed. */
export const RENAMED: Readonly<Record<string, string>> = {
  returns: "sales_reversals",
  ordered_quantity: "quantity_ordered",
  shipping: "shipping_charges",
};

/** "gross_sales" as a heading: "Gross sales". */
export function displayName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

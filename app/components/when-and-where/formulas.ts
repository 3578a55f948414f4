import type { Formula } from "../formula-button.tsx";

export const formulas = {
  orders: {
    name: "Orders",
    formula: "Orders placed in these days",
    words: "Each counts once, by what it is like now: its channel, its shipping address, the currency it was paid in.",
  },
  netSales: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns",
    words: "By the day of each sale and each return, as in the Overview. All rows add up to its net sales.",
  },
  totalSales: {
    name: "Total sales",
    formula: "Net sales + shipping + duties + fees + taxes",
    words: "All rows add up to the total sales of the Overview.",
  },
  share: {
    name: "Share",
    formula: "Net sales of the row ÷ net sales of all rows",
    words: "A row of returns alone has a share below zero.",
  },
  averageOrderValue: {
    name: "Average order value",
    formula: "(Gross sales − discounts of orders) ÷ orders",
    words: "Later edits and returns are left out.",
  },
  week: {
    name: "Hours of the week",
    formula: "Sum over all such hours of the range",
    words:
      "By the store’s clock: orders in the hour in which they were placed, money in the hour of each sale or return. The hour that comes twice in autumn counts as one, the one skipped in spring has nothing.",
  },
} as const satisfies Record<string, Formula>;

import type { Formula } from "../formula-button.tsx";

export const formulas = {
  orders: {
    name: "Orders",
    formula: "Orders placed with the code",
    words: "An order with several codes counts under each of them, and once among the orders with a code.",
  },
  grossSales: {
    name: "Gross sales",
    formula: "Price of the goods sold × quantity",
    words: "Of the orders that bear the code, before discounts, by the day of each sale.",
  },
  netSales: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns",
    words: "Of the orders that bear the code, by the day of each sale and return.",
  },
  discounts: {
    name: "Discount given",
    formula: "Sum of the discounts on the goods of these orders",
    words:
      "All that was taken off them, automatic discounts and other codes of the same order included: Shopify’s ledger does not part it.",
  },
  averageDiscount: {
    name: "Discount per order",
    formula: "Discount given ÷ orders",
    words: "Rounded to the smallest coin.",
  },
  discountRate: { name: "Discount rate", formula: "Discount given ÷ gross sales", words: "How much of the price the discount was." },
  firstOrders: {
    name: "New customers",
    formula: "First orders of customers, placed with the code",
    words: "Whom the code won: their first order ever bears it. Guests are not counted.",
  },
  averageOrderValue: {
    name: "Average order value",
    formula: "(Gross sales − discounts of orders) ÷ orders",
    words: "Later edits and returns are left out.",
  },
} as const satisfies Record<string, Formula>;

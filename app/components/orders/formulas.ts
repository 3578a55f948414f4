import type { Formula } from "../formula-button.tsx";

export const formulas = {
  units: {
    name: "Units",
    formula: "Units sold − units returned",
    words: "Of goods, by the order's ledger to date: gift cards are no goods.",
  },
  originalTotal: {
    name: "Original total",
    formula: "What the order came to when it was placed",
    words: "With shipping, tax, tips and gift cards; later edits and returns are left out.",
  },
  currentTotal: {
    name: "Current total",
    formula: "What the order comes to now",
    words: "Original total with all later edits and returns; with shipping, tax, tips and gift cards.",
  },
  netSales: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns",
    words: "Of this order to date, whenever its parts happened. Without shipping, tax, tips and gift cards.",
  },
  lineNetSales: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns of the line",
    words: "Adjustments of a refund name no line: the lines add up to the order’s net sales without them.",
  },
  kind: {
    name: "Customer",
    formula: "Place of the order among all orders of its customer",
    words: "The first makes a new customer. A guest orders without a customer record and is neither new nor returning.",
  },
} as const satisfies Record<string, Formula>;

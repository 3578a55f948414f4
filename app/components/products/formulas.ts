import type { Formula } from "../formula-button.tsx";

/** What the numbers of products mean, as docs/metrics.md defines them. */
export const formulas = {
  units: {
    name: "Units",
    formula: "Quantity of goods sold",
    words: "Returned units are not taken off: they are counted on the day of their return, beside them.",
  },
  gross: { name: "Gross sales", formula: "Price of the goods sold × quantity", words: "Before discounts, returns and tax." },
  discounts: { name: "Discounts", formula: "Sum of the discounts on goods sold", words: "Of lines and of whole orders, without tax." },
  returns: {
    name: "Returns",
    formula: "Value of goods returned, refunded or cancelled",
    words: "On the day of the return, whenever they were sold. Refunds that name no goods are adjustments and stand in a row of their own.",
  },
  rate: {
    name: "Return rate",
    formula: "Returns ÷ (gross sales − discounts)",
    words: "Of the same days: what comes back may have been sold earlier, so the rate of a short range can be above 100%.",
  },
  net: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns",
    words:
      "Beneath it the share of the shop's net sales. All rows and the adjustments without a product together are the net sales of the shop.",
  },
  change: {
    name: "Change",
    formula: "(Net sales − net sales before) ÷ net sales before",
    words: "Against the days that the page compares with. Rows that sold only in those days are not listed.",
  },
  available: {
    name: "Available",
    formula: "Sum over locations of what can be sold",
    words: "Below zero where more was sold than was there. Where no location is known it is what the variant itself says.",
  },
  onHand: { name: "On hand", formula: "Sum over locations of what is there", words: "With what is committed to orders or set apart." },
  unitsADay: {
    name: "Units a day",
    formula: "(Units sold − units returned) ÷ 30, of the 30 days before today",
    words: "Of a product that is in the catalogue for fewer days: ÷ those days. Today, which is not over, is left out.",
  },
  daysLeft: {
    name: "Days left",
    formula: "Available ÷ units a day, in whole days",
    words: "If it goes on selling as in the 30 days before today. None where stock is not tracked or nothing was sold.",
  },
  lastSold: { name: "Last sold", formula: "The last day on which a unit was sold", words: "Of all days, not of the range alone." },
  orders: {
    name: "Orders",
    formula: "Orders placed with the product",
    words: "As they were placed: what an edit or an exchange brought in later is left out.",
  },
  pairOrders: {
    name: "Orders",
    formula: "Orders placed with both products",
    words: "As they were placed: what an edit or an exchange brought in later is left out. Quantities do not matter.",
  },
  support: { name: "Support", formula: "Orders with both ÷ orders compared", words: "How common the pair is." },
  confidence: {
    name: "With the first",
    formula: "Orders with both ÷ orders with the first product",
    words: "Confidence: of the orders with the first product, the share that have the second too.",
  },
  back: {
    name: "With the second",
    formula: "Orders with both ÷ orders with the second product",
    words: "Confidence the other way round: of the orders with the second product, the share that have the first too.",
  },
  lift: {
    name: "Lift",
    formula: "Orders with both × orders compared ÷ (orders with the first × orders with the second)",
    words: "How many times more often the two meet than they would by chance. Above 1 they go together, below 1 they avoid each other.",
  },
  newBuyers: {
    name: "New customers",
    formula: "Orders with the product that are the first ever of their customer",
    words: "As a customer has one first order, so many customers came with it.",
  },
  returningOrders: {
    name: "Orders by returning customers",
    formula: "Orders with the product of customers who had ordered before",
    words: "Orders, not customers: one who buys it twice counts twice.",
  },
} as const satisfies Record<string, Formula>;

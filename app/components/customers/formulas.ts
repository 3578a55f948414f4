import type { Formula } from "../formula-button.tsx";

export const formulas = {
  lifetimeValue: {
    name: "Lifetime value",
    formula: "Net sales of all of the customer’s orders to date",
    words: "Gross sales − discounts − returns, without shipping and tax. What they have brought, not what they may bring yet.",
  },
  orders: {
    name: "Orders",
    formula: "Number of orders placed",
    words: "Cancelled and unpaid ones count, test orders do not, nor do orders of nothing but gift cards.",
  },
  averageOrderValue: {
    name: "Average order value",
    formula: "(Gross sales − discounts) ÷ orders",
    words: "Of the customer’s orders as they were placed: later edits and returns are left out.",
  },
  daysSince: {
    name: "Days since last order",
    formula: "Today − day of the last order",
    words: "In days of the store’s calendar: 0 is today.",
  },
  segment: {
    name: "Segment",
    formula: "RFM: when they last ordered, how often, and for how much",
    words: "Each is scored 1 to 5 against all customers of the store as they are now. The page Segments shows the cut points.",
  },
  rangeNetSales: {
    name: "Net sales in the range",
    formula: "Gross sales − discounts − returns on these days",
    words: "Of customers who ordered on these days. What comes back counts on the day it comes back, whenever it was sold.",
  },
  rangeOrders: { name: "Orders in the range", formula: "Orders placed on these days", words: "Cancelled and unpaid ones count." },
  netSalesBefore: {
    name: "Net sales before",
    formula: "Net sales on the days compared with",
    words: "Of the same customers, whether or not they ordered on those days.",
  },
  guests: {
    name: "Guests",
    formula: "The store’s sales − those of its customers",
    words: "Orders without a customer record. Nobody knows which of them are one person’s, so a guest is never counted as a customer.",
  },
  rhythm: {
    name: "Days between orders",
    formula: "Median of the days from one order to the next",
    words: "Half of the pauses are shorter, half are longer. Two orders on one day are 0 days apart. The mean stands beneath it.",
  },
  firstOrder: { name: "First order", formula: "Day of the first order", words: "In the store’s time zone." },
  valueOverTime: {
    name: "Value to date over time",
    formula: "Sum of net sales from the first order on",
    words: "A return takes off what came back, on the day it came back.",
  },
  unitsBought: { name: "Units", formula: "Units sold − units returned", words: "Goods; shipping, tips and gift cards are none." },
  productNet: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns of the product",
    words: "In this customer’s orders. Adjustments of refunds name no product and are not in it.",
  },
  share: {
    name: "Share of customers",
    formula: "Customers of the segment ÷ all with an order",
    words: "Prospects, who have none, are left out.",
  },
  salesShare: {
    name: "Share of sales",
    formula: "Net sales to date of the segment ÷ of all customers",
    words: "Guests are left out.",
  },
  averageValue: { name: "Average value", formula: "Net sales to date ÷ customers", words: "Of the customers in the segment." },
  agreement: {
    name: "Agreement with Shopify",
    formula: "Customers whom both put into the same segment ÷ customers who can be compared",
    words:
      "Shopify names a segment for each customer and does not publish how. Compared are customers with an order of whom it names one, as it was when Shopify last told us of them.",
  },
} as const satisfies Record<string, Formula>;

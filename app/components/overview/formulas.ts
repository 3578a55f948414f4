import type { Formula } from "../formula-button.tsx";

export const formulas = {
  grossSales: {
    name: "Gross sales",
    formula: "Price of the goods sold × quantity",
    words:
      "Before discounts, returns, shipping and tax, on the day of the sale. An order that is edited counts its change on the day of the edit.",
  },
  discounts: {
    name: "Discounts",
    formula: "Sum of the discounts on goods sold",
    words: "Of lines and of whole orders, without tax.",
  },
  returns: {
    name: "Returns",
    formula: "Value of goods returned, refunded or cancelled",
    words: "After discounts, without tax, on the day of the return and not of the order. Adjustments of refunds are included.",
  },
  netSales: {
    name: "Net sales",
    formula: "Gross sales − discounts − returns",
    words: "What the goods brought in, without shipping and tax.",
  },
  shipping: { name: "Shipping", formula: "Shipping charged − shipping refunded", words: "After discounts on shipping, without tax." },
  duties: { name: "Duties", formula: "Duties charged − duties refunded", words: "On orders sent abroad." },
  fees: { name: "Fees", formula: "Additional fees + return fees kept", words: "Such as restocking fees." },
  taxes: { name: "Taxes", formula: "Tax charged − tax refunded", words: "On goods, shipping, duties and fees." },
  totalSales: {
    name: "Total sales",
    formula: "Net sales + shipping + duties + fees + taxes",
    words: "Tips and gift cards sold are left out: a gift card is a sale when it is redeemed.",
  },
  tips: { name: "Tips", formula: "Tips received − tips refunded", words: "Not part of total sales." },
  giftCards: {
    name: "Gift cards sold",
    formula: "Price of the gift cards sold",
    words: "Not part of total sales: what is bought with them is.",
  },
  unitsSold: {
    name: "Units sold",
    formula: "Quantity of goods sold",
    words: "Returned units are counted apart, on the day of their return.",
  },
  unitsReturned: {
    name: "Units returned",
    formula: "Quantity of goods returned",
    words: "Counted on the day of the return, whenever they were sold.",
  },
  orders: {
    name: "Orders",
    formula: "Number of orders placed",
    words: "Cancelled and unpaid ones count, test orders do not, nor do orders of nothing but gift cards.",
  },
  averageOrderValue: {
    name: "Average order value",
    formula: "(Gross sales − discounts) ÷ orders",
    words: "As the orders were placed: later edits and returns are left out.",
  },
  newCustomers: {
    name: "New customers",
    formula: "Customers whose first order ever falls into the range",
    words: "Guests, who order without a customer record, are neither new nor returning.",
  },
  returningCustomers: {
    name: "Returning customers",
    formula: "Customers who ordered in the range and have more than one order ever",
    words: "A customer who is new in the range and has already come back counts as both.",
  },
} as const satisfies Record<string, Formula>;

export type FormulaId = keyof typeof formulas;

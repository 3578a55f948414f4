import type { Formula } from "../formula-button.tsx";

/** What the numbers of the page mean, as docs/metrics.md defines them. */
export const formulas = {
  customers: {
    name: "Customers",
    formula: "Customers who ordered in the range",
    words: "Guests, who order without a customer record, are not among them.",
  },
  returningRate: {
    name: "Returning customer rate",
    formula: "Customers with more than one order ever ÷ customers who ordered in the range",
    words: "As Shopify reckons it: the other order may lie before the range, within it or after it, up to today.",
  },
  repeatRate: {
    name: "Repeat purchase rate",
    formula: "Customers with two or more orders inside the range ÷ customers who ordered in it",
    words: "Orders before and after the range do not count, so a longer range has a higher rate.",
  },
  firstSales: {
    name: "New customers’ sales",
    formula: "Net sales of orders that were their customer’s first ever",
    words: "A return is taken off on its own day, under the kind of the order that it belongs to.",
  },
  laterSales: {
    name: "Returning customers’ sales",
    formula: "Net sales of their customers’ second and later orders",
    words: "Together with new customers’ and guests’ sales they are net sales, to the cent.",
  },
  guestSales: {
    name: "Guests’ sales",
    formula: "Net sales of orders without a customer record",
    words: "Whether a guest has bought before cannot be known: they are neither new nor returning.",
  },
  retention: {
    name: "Retention",
    formula: "Customers of the cohort who ordered in that month ÷ customers of the cohort",
    words:
      "A cohort is everybody whose first order ever fell into a month; its size never shrinks. Month 0 is the month of the first order. The average weighs cohorts by size and leaves out months that are not over.",
  },
  value: {
    name: "Value per customer",
    formula: "Net sales of the cohort up to the end of that month ÷ customers of the cohort",
    words:
      "Returns are taken off in the month of their day. Customers who never came back count too. The average weighs cohorts by size and leaves out months that are not over.",
  },
  orders: {
    name: "Orders per customer",
    formula: "Orders of the cohort up to the end of that month ÷ customers of the cohort",
    words: "The first order counts. The average weighs cohorts by size and leaves out months that are not over.",
  },
  secondOrder: {
    name: "Time to second order",
    formula: "Day of the second order − day of the first order",
    words: "Of customers whose first order ever fell into the months of the cohorts shown above, whatever they are narrowed to.",
  },
  cameBack: {
    name: "Share that came back",
    formula: "Customers with a second order within so many days ÷ customers who had that many days",
    words: "A customer has had 30 days when the 30th day after their first order is over. Who came later is left out of both sides.",
  },
} as const satisfies Record<string, Formula>;

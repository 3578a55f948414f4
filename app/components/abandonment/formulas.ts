import type { Formula } from "../formula-button.tsx";

export const formulas = {
  abandoned: {
    name: "Abandoned checkouts",
    formula: "Checkouts with contact details that were not completed within the cut-off after their last change",
    words: "By the day on which they were begun; recovered ones included. The cut-off is yours to choose in Settings.",
  },
  lostValue: {
    name: "Value lost",
    formula: "Totals of abandoned checkouts − totals of recovered ones",
    words: "With shipping and tax, as the checkout stood last.",
  },
  recoveredValue: {
    name: "Value recovered",
    formula: "Totals of abandoned checkouts that were completed later",
    words: "By the day on which the checkout was begun, not that of the order.",
  },
  rate: {
    name: "Abandonment rate",
    formula: "Abandoned checkouts ÷ (abandoned + completed)",
    words: "Of those begun in these days. A recovered checkout counts as abandoned and not as completed.",
  },
  recoveryRate: { name: "Recovery rate", formula: "Recovered checkouts ÷ abandoned checkouts", words: "Of those begun in these days." },
  cartsLeft: {
    name: "Abandoned carts",
    formula: "Carts with goods that saw no change for the cut-off and never came to a checkout",
    words: "By the day on which they were begun. Nothing but a cart’s own signals tells of it: those of the last 100 days are kept.",
  },
  products: {
    name: "Value lost",
    formula: "Lines of abandoned checkouts − lines of recovered ones",
    words: "After discounts on the line, without shipping.",
  },
} as const satisfies Record<string, Formula>;

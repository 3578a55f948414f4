/** What a customer did: when they last ordered, how often, and what they spent. */
export type Habits = { readonly id: string; readonly lastOrderAt: string; readonly orders: number; readonly spent: number };

const grid: readonly (readonly [string, string, string])[] = [
  ["DORMANT", "ALMOST_LOST", "PREVIOUSLY_LOYAL"],
  ["DORMANT", "ALMOST_LOST", "AT_RISK"],
  ["PROMISING", "NEEDS_ATTENTION", "LOYAL"],
  ["PROMISING", "ACTIVE", "LOYAL"],
  ["NEW", "ACTIVE", "CHAMPIONS"],
];

/**
 * `CustomerStatistics.rfmGroup` of everyone who ordered, by id. Shopify does not publish its bounds: here, fifths of the customers ranked
 * by recency, frequency and money, which is deliberately not how the app scores.
 */
export function rfmGroups(customers: readonly Habits[]): Map<string, string> {
  const recency = fifths(customers, (a, b) => (a.lastOrderAt < b.lastOrderAt ? -1 : 1));
  const frequency = fifths(customers, (a, b) => a.orders - b.orders);
  const money = fifths(customers, (a, b) => a.spent - b.spent);

  return new Map(
    customers.map(({ id }) => {
      const worth = ((frequency.get(id) ?? 1) + (money.get(id) ?? 1)) / 2;
      const row = grid[(recency.get(id) ?? 1) - 1] ?? grid[0];
      return [id, row?.[worth >= 4 ? 2 : worth >= 2 ? 1 : 0] ?? "PROSPECTS"];
    }),
  );
}

function fifths(customers: readonly Habits[], order: (a: Habits, b: Habits) => number): Map<string, number> {
  const ranked = [...customers].sort((a, b) => order(a, b) || (a.id < b.id ? -1 : 1));
  return new Map(ranked.map(({ id }, rank) => [id, Math.floor((rank * 5) / ranked.length) + 1]));
}

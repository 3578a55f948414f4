/** The numbers that Shopify's sales report and Tillwise both tell, in the order of the ladder. */
export const figureNames = [
  "grossSales",
  "discounts",
  "returns",
  "netSales",
  "shipping",
  "duties",
  "fees",
  "taxes",
  "totalSales",
  "orders",
  "unitsSold",
  "unitsReturned",
  "tips",
  "giftCards",
] as const;

export type FigureName = (typeof figureNames)[number];

/** Money in minor units and counts, both as text; positive as docs/metrics.md has them. */
export type Figures = Readonly<Record<FigureName, string>>;

/** What the other side told: a number that its report does not have is missing. */
export type SomeFigures = Readonly<Partial<Figures>>;
const counted: ReadonlySet<FigureName> = new Set(["orders", "unitsSold", "unitsReturned"]);

const taken: ReadonlySet<FigureName> = new Set(["discounts", "returns"]);

/** A figure as Shopify's reports sign it, and as pages show it: what is taken off, discounts and returns, below zero. */
export function asReported(name: FigureName, value: string): string {
  return taken.has(name) ? String(-BigInt(value)) : value;
}

/** Whether a figure is a count and not money. */
export function isCount(name: FigureName): boolean {
  return counted.has(name);
}

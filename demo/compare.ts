import { type FigureName, type Figures, figureNames, labels, noFigures, printed, sumOf } from "./figures.ts";

/** One day's figures. */
export type Day = Figures & { readonly day: string };

/** One row of the ledger as both sides can say it. `orders` stays 0: orders are counted by day. */
export type Sale = Figures & {
  readonly saleId: string;
  readonly orderId: string;
  readonly day: string;
  readonly lineType: string;
  readonly action: string;
};

/** One thing that is not the same: where, which number, and both values as printed. */
export type Difference = { readonly where: string; readonly what: string; readonly books: string; readonly app: string };

export type Comparison = {
  readonly books: Figures;
  readonly app: Figures;
  readonly days: number;
  readonly sales: number;
  /** How many there are in all; `differences` holds the first of them. */
  readonly differing: number;
  readonly differences: readonly Difference[];
};

const SHOWN = 20;

/** Collects differences: counts all, keeps the first. */
class Findings {
  readonly first: Difference[] = [];
  count = 0;

  add(where: string, what: string, books: string, app: string): void {
    this.count += 1;
    if (this.first.length < SHOWN) this.first.push({ where, what, books, app });
  }
}

/**
 * Compares the app with the books: each figure of each day, and the ledger row for row. A day without a row stands for zeros. The rows of
 * the app are given by sale id and are used up; what is left of them at the end is in no book.
 */
export async function compare(sides: {
  readonly booksDays: readonly Day[];
  readonly appDays: readonly Day[];
  readonly booksSales: AsyncIterable<Sale>;
  readonly appSales: Map<string, Sale>;
  readonly currency: string;
}): Promise<Comparison> {
  const { booksDays, appDays, booksSales, appSales, currency } = sides;
  const findings = new Findings();
  const differ = (where: string, books: Figures, app: Figures) => {
    for (const name of figureNames) {
      if (books[name] !== app[name])
        findings.add(where, labels[name], printed(name, books[name], currency), printed(name, app[name], currency));
    }
  };
  const booksByDay = new Map(booksDays.map((row) => [row.day, row]));
  const appByDay = new Map(appDays.map((row) => [row.day, row]));
  const days = [...new Set([...booksByDay.keys(), ...appByDay.keys()])].sort();
  for (const day of days) differ(day, booksByDay.get(day) ?? noFigures, appByDay.get(day) ?? noFigures);

  let sales = 0;
  for await (const sale of booksSales) {
    sales += 1;
    const where = `${sale.day}, sale ${sale.saleId} of order ${sale.orderId}`;
    const found = appSales.get(sale.saleId);
    appSales.delete(sale.saleId);
    if (!found) {
      findings.add(where, "row", "there", "missing");
      continue;
    }
    for (const word of ["day", "orderId", "lineType", "action"] as const) {
      if (sale[word] !== found[word]) findings.add(where, word, sale[word], found[word]);
    }
    differ(where, sale, found);
  }
  for (const sale of appSales.values())
    findings.add(`${sale.day}, sale ${sale.saleId} of order ${sale.orderId}`, "row", "missing", "there");

  return { books: sumOf(booksDays), app: sumOf(appDays), days: days.length, sales, differing: findings.count, differences: findings.first };
}

/** The figures of a ledger row, by the formulas of docs/metrics.md. Amounts in minor units, signed as Shopify gives them. */
export function figuresOfSale(row: {
  lineType: string;
  action: string;
  quantity: bigint;
  total: bigint;
  tax: bigint;
  discount: bigint;
}): Figures {
  const exTax = row.total - row.tax;
  const figures: Record<FigureName, bigint> = { ...noFigures };
  if (row.lineType === "PRODUCT" && row.action !== "RETURN") {
    figures.gross_sales = exTax + row.discount;
    figures.discounts = row.discount;
    figures.units_sold = row.quantity;
  } else if (row.lineType === "PRODUCT") {
    figures.returns = -exTax;
    figures.units_returned = -row.quantity;
  } else if (row.lineType === "ADJUSTMENT") figures.returns = -exTax;
  else if (row.lineType === "SHIPPING") figures.shipping_charges = exTax;
  else if (row.lineType === "DUTY") figures.duties = exTax;
  else if (row.lineType === "FEE" || row.lineType === "ADDITIONAL_FEE") figures.fees = exTax;
  else if (row.lineType === "TIP") figures.tips = exTax;
  else if (row.lineType === "GIFT_CARD") figures.gift_cards = exTax;
  if (row.lineType !== "GIFT_CARD") figures.taxes = row.tax;

  return withSums(figures);
}

/** Fills in net and total sales, which are sums of the others. */
export function withSums(figures: Figures): Figures {
  const net = figures.gross_sales - figures.discounts - figures.returns;
  const total = net + figures.shipping_charges + figures.taxes + figures.duties + figures.fees;
  return { ...figures, net_sales: net, total_sales: total };
}

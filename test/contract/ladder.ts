import { z } from "zod";
import type { DayRow } from "../../simulator/world/books.ts";

const amount = z.object({ shopMoney: z.object({ amount: z.string() }) }).transform(({ shopMoney }) => shopMoney.amount);
const agreementShape = z.object({ id: z.string(), reason: z.string(), happenedAt: z.string(), __parentId: z.string() });
const saleShape = z.object({
  actionType: z.string(),
  lineType: z.string(),
  quantity: z.number().nullable(),
  totalAmount: amount,
  totalTaxAmount: amount,
  totalDiscountAmountBeforeTaxes: amount,
  __parentId: z.string(),
});
type Sale = z.infer<typeof saleShape>;
type Ladder = { -readonly [name in keyof Omit<DayRow, "day">]: bigint };

/**
 * The daily figures by the formulas of docs/metrics.md, read off the lines of a bulk file of orders: written a second time here, from the
 * document alone, so that ledger and books can be held to each other.
 */
export function ladderOf(lines: readonly object[], currencyExponent: number, dayOf: (instant: string) => string): DayRow[] {
  const minor = (text: string) => toMinor(text, currencyExponent);
  const kept = lines.filter((line) => !inTestOrder(line, lines));
  const agreements = new Map(kept.flatMap((line) => parsed(agreementShape, line)).map((agreement) => [agreement.id, agreement]));
  const salesOf = Map.groupBy(
    kept.flatMap((line) => parsed(saleShape, line)),
    (sale) => sale.__parentId,
  );
  const days = new Map<string, Ladder>();
  for (const { id, reason, happenedAt } of agreements.values()) {
    const sales = salesOf.get(id) ?? [];
    const day = dayOf(happenedAt);
    const ladder = days.get(day) ?? emptyLadder();
    days.set(day, ladder);
    if (reason === "ORDER" && sales.some(({ lineType }) => lineType === "PRODUCT")) ladder.orders += 1n;
    for (const sale of sales) add(ladder, sale, minor);
  }
  return [...days].map(([day, ladder]) => ({ day, ...climb(ladder) })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function add(ladder: Ladder, sale: Sale, minor: (text: string) => bigint): void {
  const tax = minor(sale.totalTaxAmount);
  const exTax = minor(sale.totalAmount) - tax;
  const quantity = BigInt(sale.quantity ?? 0);
  if (sale.lineType !== "GIFT_CARD") ladder.taxes += tax;
  if (sale.lineType === "PRODUCT" && sale.actionType === "RETURN") {
    ladder.returns -= exTax;
    ladder.units_returned -= quantity;
  } else if (sale.lineType === "PRODUCT") {
    const discount = minor(sale.totalDiscountAmountBeforeTaxes);
    ladder.gross_sales += exTax + discount;
    ladder.discounts += discount;
    ladder.units_sold += quantity;
  } else if (sale.lineType === "ADJUSTMENT") ladder.returns -= exTax;
  else if (sale.lineType === "SHIPPING") ladder.shipping_charges += exTax;
  else if (sale.lineType === "DUTY") ladder.duties += exTax;
  else if (sale.lineType === "FEE" || sale.lineType === "ADDITIONAL_FEE") ladder.fees += exTax;
  else if (sale.lineType === "TIP") ladder.tips += exTax;
  else if (sale.lineType === "GIFT_CARD") ladder.gift_cards += exTax;
  else throw new Error(`a sale of type ${sale.lineType} has no place on the ladder`);
}

function climb(ladder: Ladder): Ladder {
  const net_sales = ladder.gross_sales - ladder.discounts - ladder.returns;
  return { ...ladder, net_sales, total_sales: net_sales + ladder.shipping_charges + ladder.taxes + ladder.duties + ladder.fees };
}

function emptyLadder(): Ladder {
  const product = { gross_sales: 0n, discounts: 0n, returns: 0n, net_sales: 0n, units_sold: 0n, units_returned: 0n };
  return { orders: 0n, ...product, shipping_charges: 0n, duties: 0n, fees: 0n, taxes: 0n, total_sales: 0n, tips: 0n, gift_cards: 0n };
}

function inTestOrder(line: object, lines: readonly object[]): boolean {
  return testIds(lines).has("__parentId" in line ? line.__parentId : "id" in line ? line.id : null);
}

const kept = new WeakMap<readonly object[], Set<unknown>>();
function testIds(lines: readonly object[]): Set<unknown> {
  const known = kept.get(lines);
  if (known) return known;
  const tests = new Set<unknown>();
  for (const line of lines) {
    if (!("id" in line)) continue;
    if (("test" in line && line.test === true) || ("__parentId" in line && tests.has(line.__parentId))) tests.add(line.id);
  }
  kept.set(lines, tests);
  return tests;
}

function parsed<Shape extends z.ZodType>(shape: Shape, line: object): z.infer<Shape>[] {
  const result = shape.safeParse(line);
  return result.success ? [result.data] : [];
}

function toMinor(text: string, exponent: number): bigint {
  const [, sign = "", whole = "0", decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return BigInt(sign + whole + decimals.slice(0, exponent).padEnd(exponent, "0"));
}

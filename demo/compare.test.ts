import { expect, test } from "vitest";
import { compare, type Day, figuresOfSale, type Sale } from "./compare.ts";
import { noFigures, printed } from "./figures.ts";

const day = (facts: Partial<Day> & { day: string }): Day => ({ ...noFigures, ...facts });
const sale = (facts: Partial<Sale> & { saleId: string }): Sale => ({
  ...noFigures,
  orderId: "7",
  day: "2025-03-01",
  lineType: "PRODUCT",
  action: "ORDER",
  ...facts,
});

async function* each(sales: Sale[]): AsyncGenerator<Sale> {
  yield* sales;
}

test("equal sides have no difference, and a day that nothing happened on needs no row", async () => {
  const result = await compare({
    booksDays: [day({ day: "2025-03-01", orders: 1n, gross_sales: 1250n })],
    appDays: [day({ day: "2025-03-01", orders: 1n, gross_sales: 1250n }), day({ day: "2025-03-02" })],
    booksSales: each([sale({ saleId: "1", gross_sales: 1250n })]),
    appSales: new Map([["1", sale({ saleId: "1", gross_sales: 1250n })]]),
    currency: "GBP",
  });

  expect(result).toMatchObject({ days: 2, sales: 1, differing: 0, differences: [] });
  expect(result.app.gross_sales).toBe(1250n);
});

test("a day's number that is off by a penny is named with its day and both values", async () => {
  const result = await compare({
    booksDays: [day({ day: "2025-03-01", returns: 51_617_035n })],
    appDays: [day({ day: "2025-03-01", returns: 51_617_034n })],
    booksSales: each([]),
    appSales: new Map(),
    currency: "GBP",
  });

  expect(result.differences).toEqual([{ where: "2025-03-01", what: "Returns", books: "516,170.35", app: "516,170.34" }]);
});

test("a sale that is missing, one too many, and one on another day are each named", async () => {
  const result = await compare({
    booksDays: [],
    appDays: [],
    booksSales: each([sale({ saleId: "1" }), sale({ saleId: "2" })]),
    appSales: new Map([
      ["2", sale({ saleId: "2", day: "2025-03-02" })],
      ["3", sale({ saleId: "3" })],
    ]),
    currency: "GBP",
  });

  expect(result.differences).toEqual([
    { where: "2025-03-01, sale 1 of order 7", what: "row", books: "there", app: "missing" },
    { where: "2025-03-01, sale 2 of order 7", what: "day", books: "2025-03-01", app: "2025-03-02" },
    { where: "2025-03-01, sale 3 of order 7", what: "row", books: "missing", app: "there" },
  ]);
});

test("all differences are counted and the first twenty kept", async () => {
  const result = await compare({
    booksDays: [],
    appDays: [],
    booksSales: each(Array.from({ length: 30 }, (_, index) => sale({ saleId: String(index) }))),
    appSales: new Map(),
    currency: "GBP",
  });

  expect([result.differing, result.differences.length]).toEqual([30, 20]);
});

test("a returned shirt of 20.00 with 4.00 tax and 5.00 off is 15.00 of returns less a sale's figures", () => {
  const row = { lineType: "PRODUCT", action: "RETURN", quantity: -1n, total: -1900n, tax: -400n, discount: -500n };

  expect(figuresOfSale(row)).toEqual({
    ...noFigures,
    returns: 1500n,
    net_sales: -1500n,
    taxes: -400n,
    total_sales: -1900n,
    units_returned: 1n,
  });
});

test("money is printed with its currency's decimals, counts without", () => {
  expect(printed("gross_sales", 1_065_562_248n, "GBP")).toBe("10,655,622.48");
  expect(printed("gross_sales", -5n, "GBP")).toBe("-0.05");
  expect(printed("gross_sales", 1_234n, "JPY")).toBe("1,234");
  expect(printed("orders", 19_959n, "GBP")).toBe("19,959");
});

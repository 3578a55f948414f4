import { expect, test } from "vitest";
import { readReportFile } from "./report-file.ts";

const read = (text: string, currency = "USD") => readReportFile(text, { currency, today: "2025-03-02" });
const problem = (text: string) => {
  const report = read(text);
  return "problem" in report ? report.problem : "";
};

test("an export is read by its headings; what takes away from sales becomes positive, unknown columns are named", () => {
  const text =
    '\uFEFF"Day","Orders","Gross sales","Discounts","Returns","Net sales","Mood"\n2025-03-01,2,"1,234.50",-34.5,0,1200.00,good\n\nTotal,2,1234.50,-34.50,0,1200,\n';

  expect(read(text)).toEqual({
    days: [{ day: "2025-03-01", orders: "2", grossSales: "123450", discounts: "3450", returns: "0", netSales: "120000" }],
    leftOut: ["Mood"],
  });
});

test("headings as the query language has them serve too, and yen have no decimals", () => {
  expect(read("day,gross_sales,sales_reversals\n2025-03-01,1000,-250", "JPY")).toEqual({
    days: [{ day: "2025-03-01", grossSales: "1000", returns: "250" }],
    leftOut: [],
  });
});

test("what is wrong with a file is said with its row and what to do", () => {
  expect(problem("Month,Net sales\n2025-03,1")).toContain("no column “Day”; it has “Month”, “Net sales”. Group the report by day");
  expect(problem("Day,Customers\n2025-03-01,1")).toContain("no column with sales");
  expect(problem("Day,Net sales\n2025-02-30,1")).toBe("Row 2: “2025-02-30” is no day of the form 2026-03-31.");
  expect(problem("Day,Net sales\n2025-03-01,1.234")).toBe("Row 2: “1.234” is no amount in USD.");
  expect(problem("Day,Net sales\n2025-03-01,1\n2025-03-01,2")).toContain("Row 3: the day 2025-03-01 stands twice");
  expect(read("Day,Net sales\n2025-03-02,1")).toMatchObject({ days: [{ day: "2025-03-02" }] });
  expect(problem("Day,Net sales\n2025-03-01,1\n2025-03-03,0")).toBe("Row 3: 2025-03-03 is still to come: today is 2025-03-02.");
  expect(problem('Day,Net "sales\n2025')).toContain("not CSV");
  expect(problem("")).toContain("no column “Day”");
  expect(problem("Day,Net sales\n")).toContain("no row with a day");
});

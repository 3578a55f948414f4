import { expect, test } from "vitest";
import type { Figures } from "../../lib/report-figures.ts";
import { compareDays, compareSales } from "./compare.ts";

const none: Figures = {
  grossSales: "0",
  discounts: "0",
  returns: "0",
  netSales: "0",
  shipping: "0",
  duties: "0",
  fees: "0",
  taxes: "0",
  totalSales: "0",
  orders: "0",
  unitsSold: "0",
  unitsReturned: "0",
  tips: "0",
  giftCards: "0",
};
const figures = (some: Partial<Figures>): Figures => ({ ...none, ...some });
const sale = (saleId: string, orderName: string) => ({ saleId, orderId: `9${saleId}`, orderName, lineType: "PRODUCT" });

test("a day that one side does not have stands for zeros, and only what Shopify told is compared", () => {
  const compared = compareDays(
    [
      { day: "2025-03-01", grossSales: "1000", netSales: "900" },
      { day: "2025-03-02", grossSales: "0", netSales: "0" },
    ],
    [
      { day: "2025-03-01", ...figures({ grossSales: "1000", netSales: "901", tips: "5" }) },
      { day: "2025-03-03", ...figures({ grossSales: "70", netSales: "70" }) },
    ],
  );

  expect(compared.days.map(({ day, differing }) => [day, differing])).toEqual([
    ["2025-03-01", ["netSales"]],
    ["2025-03-02", []],
    ["2025-03-03", ["grossSales", "netSales"]],
  ]);
  expect(compared.differingDays).toBe(2);
  expect(compared.totals).toEqual([
    { name: "grossSales", shopify: "1000", ours: "1070", difference: "70" },
    { name: "netSales", shopify: "900", ours: "971", difference: "71" },
  ]);
  expect(compared.untold).toContain("tips");
});

test("amounts beyond what a JS number holds are told apart by a single cent", () => {
  const { days, totals } = compareDays(
    [{ day: "2025-03-01", grossSales: "9007199254740993" }],
    [{ day: "2025-03-01", ...figures({ grossSales: "9007199254740992" }) }],
  );

  expect(totals).toMatchObject([{ name: "grossSales", difference: "-1" }]);
  expect(days[0]?.differing).toEqual(["grossSales"]);
});

test("sales that one side alone has come first, then those that differ, then the equal ones", () => {
  const compared = compareSales(
    [
      { ...sale("1", "#1"), netSales: "10" },
      { ...sale("2", "#2"), netSales: "20" },
      { ...sale("3", "#3"), netSales: "30" },
    ],
    [
      { ...sale("1", "#1"), ...figures({ netSales: "10" }) },
      { ...sale("2", "#2"), lineType: "product", ...figures({ netSales: "21" }) },
      { ...sale("4", "#4"), ...figures({ netSales: "40" }) },
    ],
  );

  expect(compared.map(({ orderName, found, differing }) => [orderName, found, differing])).toEqual([
    ["#4", "extra", ["netSales"]],
    ["#3", "missing", ["netSales"]],
    ["#2", "both", ["netSales"]],
    ["#1", "both", []],
  ]);
});

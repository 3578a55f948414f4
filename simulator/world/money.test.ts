import { expect, test } from "vitest";
import { decimal, fixedDecimal, moneyBag, shareOf } from "./money.ts";

test("an amount loses trailing zeros but the first, as MoneyV2 does", () => {
  expect([decimal(1250, "USD"), decimal(1200, "USD"), decimal(-5, "USD"), decimal(0, "USD")]).toEqual(["12.5", "12.0", "-0.05", "0.0"]);
});

test("yen have no decimals and Kuwaiti dinars three", () => {
  expect([decimal(1250, "JPY"), fixedDecimal(1250, "JPY"), fixedDecimal(1250, "KWD"), decimal(1250, "KWD")]).toEqual([
    "1250.0",
    "1250",
    "1.250",
    "1.25",
  ]);
});

test("the buyer's currency has its own decimals", () => {
  const bag = moneyBag(1999, "USD", { currency: "JPY", rate: 150 });

  expect(bag).toMatchObject({
    shopMoney: { amount: "19.99", currencyCode: "USD" },
    presentmentMoney: { amount: "2999.0", currencyCode: "JPY" },
  });
});

test("shares of a sum come to the whole of it", () => {
  expect([shareOf(100, 1, 3), shareOf(67, 1, 2), shareOf(33, 1, 1)]).toEqual([33, 34, 33]);
});

test("every sum is written the same way by both forms, but for its last zeros", () => {
  for (const currency of ["USD", "JPY", "KWD"]) {
    for (const minor of [0, 1, 9, 10, 99, 100, 101, 110, 999, 1000, 1001, 1010, 1100, 123456789]) {
      expect(Number(decimal(-minor, currency))).toBe(Number(fixedDecimal(-minor, currency)));
      expect(decimal(minor, currency)).toMatch(/^\d+\.(0|\d*[1-9])$/);
    }
  }
});

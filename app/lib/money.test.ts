import { expect, test } from "vitest";
import { currencyExponent, decimalAmount, minorUnits } from "./money.ts";

test.each([
  ["25.04", "USD", "2504"],
  ["25.4", "USD", "2540"],
  ["25", "USD", "2500"],
  ["0.0", "USD", "0"],
  ["-0.0", "USD", "0"],
  ["-10.50", "USD", "-1050"],
  ["10.500", "USD", "1050"],
  ["1200.0", "JPY", "1200"],
  ["1.234", "KWD", "1234"],
  ["1.2", "KWD", "1200"],
  ["90071992547409.93", "USD", "9007199254740993"],
  ["-92233720368547758.07", "USD", "-9223372036854775807"],
])("%s %s is %s minor units, exactly", (amount, currency, expected) => {
  expect(minorUnits(amount, currencyExponent(currency))).toBe(expected);
});

test.each(["", "-", ".5", "5.", "1,5", "1e3", "0x10", " 1", "1 ", "+1", "1.2.3", "--1", "NaN", "12.345", "92233720368547758.08", "٣"])(
  "%j is no amount in US dollars",
  (amount) => {
    expect(minorUnits(amount, 2)).toBeNull();
  },
);

test("a yen has no smaller unit", () => {
  expect(minorUnits("10.5", currencyExponent("JPY"))).toBeNull();
});

test("minor units are written out as a decimal of their currency", () => {
  expect([decimalAmount("-2540", "USD"), decimalAmount("5", "USD"), decimalAmount("1200", "JPY"), decimalAmount(-1n, "KWD")]).toEqual([
    "-25.40",
    "0.05",
    "1200",
    "-0.001",
  ]);
});

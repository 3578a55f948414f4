import { expect, test } from "vitest";
import { balanceOf } from "./balance.ts";

const order = { originalTotal: "15700", currentTotal: "6130", lineQuantity: 3, currentLineQuantity: 1 };
const lines = [{ quantity: 3, currentQuantity: 1 }];

test("a ledger that explains both totals is balanced", () => {
  expect(balanceOf(order, [{ total: "15700" }, { total: "-9570" }], lines)).toEqual({
    original: { ledger: "15700", shopify: "15700", difference: "0" },
    current: { ledger: "6130", shopify: "6130", difference: "0" },
    units: { lines: 3, shopify: 3 },
    currentUnits: { lines: 1, shopify: 1 },
    isBalanced: true,
  });
});

test("one that lacks the return is not, and by how much", () => {
  const { original, current, isBalanced } = balanceOf(order, [{ total: "15700" }], lines);
  expect([original.difference, current.difference, isBalanced]).toEqual(["0", "-9570", false]);
});

test("nor is one that lacks units on its lines; lines beyond Shopify's count, such as tips, are no lack", () => {
  const agreements = [{ total: "15700" }, { total: "-9570" }];
  expect(balanceOf(order, agreements, []).isBalanced).toBe(false);
  expect(balanceOf(order, agreements, [...lines, { quantity: 1, currentQuantity: 1 }]).isBalanced).toBe(true);
});

test("an order without a ledger is balanced only where there is nothing to explain", () => {
  expect(balanceOf(order, [], lines).isBalanced).toBe(false);
  expect(balanceOf({ ...order, originalTotal: "0", currentTotal: "0" }, [], lines).isBalanced).toBe(true);
});

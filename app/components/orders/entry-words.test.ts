import { expect, test } from "vitest";
import { formatsOf } from "../format.ts";
import { entryTitle, saleSentence } from "./entry-words.ts";

const { money } = formatsOf({ locale: "en", currency: "USD", timeZone: "UTC" });
const shirt = { action: "ORDER", lineType: "PRODUCT", title: "Linen shirt", quantity: 2, exTax: "8000", tax: "800", total: "8800" };
const fee = { action: "ORDER", lineType: "FEE", title: null, quantity: null, exTax: "400", tax: "0", total: "400" };
const back = { ...shirt, action: "RETURN", quantity: -2, exTax: "-8000", tax: "-800", total: "-8800" };

test.each([
  [shirt, "ORDER", "2 × Linen shirt were sold: $80.00 net, $8.00 tax."],
  [{ ...shirt, quantity: 1 }, "ORDER", "1 × Linen shirt was sold: $80.00 net, $8.00 tax."],
  [back, "REFUND", "2 × Linen shirt came back: −$80.00 net, −$8.00 tax."],
  [shirt, "ORDER_EDIT", "2 × Linen shirt came on the order: $80.00 net, $8.00 tax."],
  [shirt, "RETURN", "2 × Linen shirt went out in exchange: $80.00 net, $8.00 tax."],
  [
    { ...shirt, action: "UPDATE", quantity: 0, exTax: "-500", total: "-550" },
    "ORDER_EDIT",
    "Linen shirt changed in price: −$5.00 net, $8.00 tax.",
  ],
  [{ ...fee, lineType: "SHIPPING", exTax: "-500", total: "-500" }, "REFUND", "Shipping was given back: −$5.00."],
  [fee, "RETURN", "Fee kept was charged: $4.00."],
  [{ ...fee, lineType: "ADJUSTMENT", action: "RETURN", exTax: "-150", total: "-150" }, "REFUND", "Adjustment took off: −$1.50 net."],
  [{ ...fee, lineType: "GIFT_CARD", quantity: 1, exTax: "5000", total: "5000" }, "ORDER", "1 × Gift card was sold: $50.00."],
  [{ ...fee, lineType: "PRODUCT", quantity: 0 }, "ORDER", "Goods without a line were sold: $4.00 net."],
])("a sale in words", (sale, reason, words) => {
  expect(saleSentence(sale, reason, money)).toBe(words);
});

test("an agreement is called by its reason, an unknown one a change", () => {
  expect(["ORDER", "ORDER_EDIT", "REFUND", "RETURN", "UNKNOWN"].map((reason) => entryTitle({ reason }))).toEqual([
    "Order placed",
    "Order edited",
    "Refund",
    "Return",
    "Change",
  ]);
});

import { expect, test } from "vitest";
import { exactJson } from "./exact-json.ts";
import { cut } from "./include-fields.ts";

const body = {
  id: 9_007_199_254_740_993n,
  note: null,
  customer: { id: 5n, email: "ann@example.com" },
  line_items: [
    { key: "a", title: "Mug", price_set: { amount: "5.00" } },
    { key: "b", title: "Shirt", price_set: { amount: "9.00" } },
  ],
};

test("keeps the named fields, beneath objects and lists too, and leaves out what is not there", () => {
  expect(cut(body, ["id", "note", "customer.id", "line_items.key", "line_items.price_set", "nothing", "note.deeper"])).toEqual({
    id: 9_007_199_254_740_993n,
    note: null,
    customer: { id: 5n },
    line_items: [
      { key: "a", price_set: { amount: "5.00" } },
      { key: "b", price_set: { amount: "9.00" } },
    ],
  });
  expect(cut(body, null)).toBe(body);
});

test("writes ids with all of their digits, and leaves texts that look like them alone", () => {
  expect(exactJson({ id: 9_007_199_254_740_993n, text: "12", nested: [-1n, { none: null }] })).toBe(
    '{"id":9007199254740993,"text":"12","nested":[-1,{"none":null}]}',
  );
});

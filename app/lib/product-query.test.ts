import { expect, test } from "vitest";
import { askedPairs, askedProducts, askedStock } from "./product-query.ts";

const [today, firstDay] = ["2026-11-21", "2024-01-01"];
const of = (query: string) => new URLSearchParams(query);

test("an address of the products' table says its days, its rows and their order", () => {
  expect(askedProducts(of(""), today, firstDay)).toMatchObject({
    by: "product",
    search: "",
    table: { sort: { column: "net", descending: true } },
  });
  expect(askedProducts(of("by=vendor&q=+acme+&sort=title&range=all"), today, firstDay)).toMatchObject({ by: "vendor", search: "acme" });
});

test("floors and days are whole numbers", () => {
  expect(askedPairs(of(""), today, firstDay)).toMatchObject({ floors: { pair: 5, product: 20 }, table: { sort: { column: "lift" } } });
  expect(askedPairs(of("pair=1&product=2"), today, firstDay)).toMatchObject({ floors: { pair: 1, product: 2 } });
  expect(askedStock(of("runsout=0&unsold="))).toMatchObject({ runsOut: 0, unsold: null, search: "" });
});

test.each(["by=colour", "sort=colour", "range=ever", `q=${"x".repeat(201)}`, "q=a%00b", "page=0"])(
  "%s is a problem that can be read",
  (query) => {
    expect(askedProducts(of(query), today, firstDay)).toEqual({ problem: expect.stringMatching(/\.$/) });
  },
);

test.each(["pair=0", "pair=-1", "pair=1.5", "product=x", "pair=10000", "range=ever", "sort=title"])("%s is one of pairs", (query) => {
  expect(askedPairs(of(query), today, firstDay)).toEqual({ problem: expect.stringMatching(/\.$/) });
});

test.each(["runsout=soon", "unsold=0", "unsold=99999", "sort=net", "page=x", "q=%00"])("%s is one of stock", (query) => {
  expect(askedStock(of(query))).toEqual({ problem: expect.stringMatching(/\.$/) });
});

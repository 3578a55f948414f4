import { expect, test } from "vitest";
import { askedOrders, isOrderName, orderParams, parseOrderQuery } from "./order-query.ts";

const parse = (address: string) => parseOrderQuery(new URLSearchParams(address));
const nothing = {
  payment: null,
  fulfillment: null,
  is: [],
  channel: null,
  tag: null,
  code: null,
  product: null,
  kind: null,
  show: "counted",
  search: null,
};

test("an address without filters narrows nothing, nor does an empty one", () => {
  expect(parse("")).toEqual({ query: nothing });
  expect(parse("payment=&is=&tag=%20&q=&product=")).toEqual({ query: nothing });
});

test("filters are read side by side", () => {
  expect(
    parse("payment=paid&fulfillment=UNFULFILLED&is=edited&is=open&is=open&tag=VIP&code=TEN&product=42&kind=guest&show=test&q=1001"),
  ).toEqual({
    query: {
      payment: "PAID",
      fulfillment: "UNFULFILLED",
      is: ["edited", "open"],
      channel: null,
      tag: "VIP",
      code: "TEN",
      product: "42",
      kind: "guest",
      show: "test",
      search: "1001",
    },
  });
});

test.each([
  ["payment=GRATIS", "“GRATIS” is not a payment status"],
  ["fulfillment=lost", "“LOST” is not a fulfillment status"],
  ["is=open&is=blue", "“blue” is not a state of an order"],
  ["kind=ghost", "“ghost” is not a kind of customer: there are first, later, guest."],
  ["show=all", "“all” is not a set of orders"],
  ["product=shirt", "“shirt” is not a product"],
  [`product=${"9".repeat(19)}`, "is not a product"],
  ["q=a%00b", "What is asked for as “q” holds a character that is in no text"],
  [`tag=${"x".repeat(256)}`, "What is asked for as “tag” is too long"],
])("%s is answered with what is wrong", (address, words) => {
  expect(parse(address)).toEqual({ problem: expect.stringContaining(words) });
});

test("who searches and names no days searches all of them", () => {
  expect(orderParams(new URLSearchParams("q=1001&shop=x")).toString()).toBe("q=1001&range=all");
  expect(orderParams(new URLSearchParams("q=1001&range=last7")).get("range")).toBe("last7");
  expect(orderParams(new URLSearchParams("q=+")).has("range")).toBe(false);
});

test.each(["#1001", "1001", "EN-1001", "1001-A"])("%s may be an order's name alone", (words) => expect(isOrderName(words)).toBe(true));
test.each(["ann", "ann lee", "ann2@mail.example", "flat 2"])("%s may be a customer's", (words) => expect(isOrderName(words)).toBe(false));

test("where a customer's first order is not known, orders are not narrowed to first or later ones, and to guests' they are", () => {
  const known = { today: "2026-11-21", firstDay: "2026-09-22" };
  const kindOf = (kind: string, knowsFirst: boolean) => {
    const asked = askedOrders(new URLSearchParams({ kind }), { ...known, knowsFirst });
    return "problem" in asked ? asked : asked.query.kind;
  };

  expect(["first", "later", "guest"].map((kind) => kindOf(kind, true))).toEqual(["first", "later", "guest"]);
  for (const kind of ["first", "later"]) expect(kindOf(kind, false)).toEqual({ problem: expect.stringContaining("whole history") });
  expect(kindOf("guest", false)).toBe("guest");
});

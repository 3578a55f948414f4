import { expect, test } from "vitest";
import { parseSearch } from "./search.ts";

const order = {
  __typename: "Order",
  id: "gid://shopify/Order/77",
  name: "#1001",
  createdAt: "2026-03-01T12:00:00Z",
  updatedAt: "2026-03-05T08:30:00Z",
  cancelledAt: null,
  closedAt: null,
  displayFinancialStatus: "PAID",
  tags: ["vip", "gift"],
  customer: { __typename: "Customer", id: "gid://shopify/Customer/5" },
};
const customer = { __typename: "Customer", id: "gid://shopify/Customer/5", displayName: "Ann Able", email: "ann@mail.example" };

test.each([
  ["created_at:>='2026-03-01T12:00:00Z'", true],
  ["created_at:>'2026-03-01T12:00:00Z'", false],
  ["created_at:<'2026-03-01T12:00:00.000Z'", false],
  ["created_at:<='2026-03-01T12:00:00Z' AND updated_at:>=2026-03-05", true],
  ["created_at:2026-03-01", true],
  ["id:77", true],
  ["name:#1001", true],
  ["name:1002", false],
  ["tag:vip", true],
  ["tag:vip tag:none", false],
  ["tag:none OR tag:gift", true],
  ["-tag:vip", false],
  ["NOT tag:none", true],
  ["(tag:none OR tag:vip) AND financial_status:paid", true],
  ["status:open", true],
  ["status:cancelled", false],
  ["customer_id:5", true],
  ["customer_id:6", false],
])("an order by %s: %s", (query, found) => {
  expect(parseSearch(query)(order)).toBe(found);
});

test("a misspelt field is ignored and finds everything", () => {
  expect(parseSearch("createdat:>'2030-01-01'")(order)).toBe(true);
  expect(parseSearch("no_such_field:5 AND tag:vip")(order)).toBe(true);
});

test("bare words look into names and e-mail addresses, from a word's beginning", () => {
  expect(parseSearch("able")(customer)).toBe(true);
  expect(parseSearch("ann@mail.example")(customer)).toBe(true);
  expect(parseSearch("ann bob")(customer)).toBe(false);
  expect(parseSearch("'Ann Able'")(customer)).toBe(true);
  expect(parseSearch("email:ann*")(customer)).toBe(true);
});

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

test("bare words look into names and e-mail addresses, for whole words", () => {
  expect(parseSearch("able")(customer)).toBe(true);
  expect(parseSearch("ABLE ann")(customer)).toBe(true);
  expect(parseSearch("ab")(customer)).toBe(false);
  expect(parseSearch("ann@mail.example")(customer)).toBe(true);
  expect(parseSearch("ann bob")(customer)).toBe(false);
  expect(parseSearch("'Ann Able'")(customer)).toBe(true);
  expect(parseSearch("1001")(order)).toBe(true);
});

test("an asterisk asks for a beginning", () => {
  expect(parseSearch("ab* ann*")(customer)).toBe(true);
  expect(parseSearch("bl*")(customer)).toBe(false);
  expect(parseSearch("email:ann*")(customer)).toBe(true);
  expect(parseSearch("email:ann")(customer)).toBe(false);
  expect(parseSearch("first_name:an*")({ ...customer, firstName: "Ann" })).toBe(true);
  expect(parseSearch("last_name:able")({ ...customer, lastName: "Able" })).toBe(true);
});

test.each([
  ["o\\'b*", "O'Brien"],
  ["\\(dr\\)*", "(Dr) Who"],
  ["re\\:x", "re:x"],
  ["a\\*", "a*"],
  ["\\\\*", "\\ slash"],
])("a backslash takes the meaning from the sign after it: %s", (query, displayName) => {
  expect(parseSearch(query)({ ...customer, displayName })).toBe(true);
  expect(parseSearch(query)(customer)).toBe(false);
});

test("customers are found by country, number of orders and what they spent", () => {
  const rich = { ...customer, numberOfOrders: "7", amountSpent: { amount: "120.50" }, defaultAddress: { countryCodeV2: "GB" } };
  expect(parseSearch("country:GB orders_count:>5 total_spent:>=120.5")(rich)).toBe(true);
  expect(parseSearch("country:US")(rich)).toBe(false);
  expect(parseSearch("total_spent:>121")(rich)).toBe(false);
});

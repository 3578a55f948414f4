import { expect, test } from "vitest";
import { bigCount, gid, gidOrNull, instant, shopMoney, text, texts, whole } from "./readers.ts";

test.each(["2024-02-29T23:59:59Z", "2026-12-31T00:00:00.123456Z", "2026-01-01T10:00:00-05:00", "0001-01-01T00:00:00Z"])(
  "%s is an instant",
  (value) => {
    expect(instant(value, "at")).toBe(value);
  },
);

test.each([
  ...["2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z"],
  ...["2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01", "2026-01-01T00:00:00", "0000-01-01T00:00:00Z"],
  ...[
    "2026-01-01T00:00:00+15:00",
    "2026-01-01 00:00:00Z",
    "2026-1-01T00:00:00Z",
    "yesterday",
    "",
    "2O26-01-01T00:00:00Z",
    1_700_000_000,
    true,
  ],
])("%j is no instant", (value) => {
  expect(() => instant(value, "createdAt")).toThrow(/^createdAt is /);
});

test.each([
  ["gid://shopify/Order/1", "Order", "1"],
  ["gid://shopify/Order/9223372036854775807", "Order", "9223372036854775807"],
  ["gid://shopify/RefundAgreement/12", undefined, "12"],
])("%s has the id %s", (value, type, id) => {
  expect(gid(value, "id", type)).toBe(id);
});

test.each([
  ...["gid://shopify/Order/", "gid://shopify/Order/0", "gid://shopify/Order/01", "gid://shopify/Order/-1", "gid://shopify/Order/1?x=2"],
  ...["gid://shopify/Order/9223372036854775808", "gid://shopify/OrderLine/1", "gid://shopify/order/1", "1", 1, null, {}],
])("%j is no gid of an order", (value) => {
  expect(() => gid(value, "id", "Order")).toThrow(/^id is no gid/);
});

test("a reference may be absent, but not be wrong", () => {
  expect(gidOrNull(null, "customer.id", "Customer")).toBe("\\N");
  expect(gidOrNull({ id: "gid://shopify/Customer/3" }, "customer.id", "Customer")).toBe("3");
  expect(() => gidOrNull({}, "customer.id", "Customer")).toThrow("customer.id is missing");
  expect(() => gidOrNull("3", "customer.id", "Customer")).toThrow(/^customer.id is no object/);
});

test("text and lists are escaped for COPY", () => {
  expect(text("a\tb\nc\\d", "title")).toBe("a\\tb\\nc\\\\d");
  expect(texts([], "tags")).toBe("{}");
  expect(texts(['say "hi"', "back\\slash"], "tags")).toBe('{"say \\\\"hi\\\\"","back\\\\\\\\slash"}');
  expect(() => texts(["a", 1], "tags")).toThrow(/^tags holds something that is no text: 1$/);
  expect(() => text(5, "title")).toThrow(/^title is no text: 5$/);
});

test("shop money is exact, in the currency of the record", () => {
  expect(shopMoney({ shopMoney: { amount: "90071992547409.93", currencyCode: "USD" } }, "total", "USD")).toBe("9007199254740993");
  expect(shopMoney({ shopMoney: { amount: "1200.0" } }, "total", "JPY")).toBe("1200");
  expect(() => shopMoney({ shopMoney: { amount: 12.5 } }, "total", "USD")).toThrow(/^total is no amount in USD: 12.5$/);
  expect(() => shopMoney(null, "total", "USD")).toThrow(/^total is no object: null$/);
});

test("whole numbers fit their column", () => {
  expect(whole(-3, "quantity")).toBe("-3");
  expect(bigCount("12345678901", "numberOfOrders")).toBe("12345678901");
  for (const value of [1.5, 2_147_483_648, "3", null, Number.NaN])
    expect(() => whole(value, "quantity")).toThrow(/^quantity is no whole number/);
  for (const value of ["-1", "x", 1.5, null]) expect(() => bigCount(value, "numberOfOrders")).toThrow(/^numberOfOrders is no count/);
});

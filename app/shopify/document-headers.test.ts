import { expect, test } from "vitest";
import { frameAncestors } from "./document-headers.ts";

test("only the shop's own Admin may frame its pages", () => {
  expect(frameAncestors("a.myshopify.com")).toBe("frame-ancestors https://a.myshopify.com https://admin.shopify.com;");
});

test("a stand-in for Shopify may frame them too, by its origin", () => {
  expect(frameAncestors("a.myshopify.com", "http://localhost:4000/x")).toBe(
    "frame-ancestors https://a.myshopify.com https://admin.shopify.com http://localhost:4000;",
  );
});

test("without a shop, or with what is none, nobody may", () => {
  for (const named of [
    null,
    "",
    "evil.example",
    "a.myshopify.com.evil.example",
    "a.myshopify.com https://evil.example",
    "*.myshopify.com",
  ]) {
    expect(frameAncestors(named)).toBe("frame-ancestors 'none';");
  }
});

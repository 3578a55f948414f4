import { expect, test } from "vitest";
import { accessRule, scopesOf } from "./access.ts";

test("reads the scopes of a statement of required access, any of which will do", () => {
  expect(scopesOf("`read_orders` access scope, `read_marketplace_orders` access scope or `read_quick_sale` access scope.")).toEqual([
    "read_orders",
    "read_marketplace_orders",
    "read_quick_sale",
  ]);
  expect(scopesOf("`read_orders` access scope. Also: The user must have `manage_abandoned_checkouts` permission.")).toEqual([
    "read_orders",
  ]);
  expect(scopesOf("Only accessible by supported access tokens: https://shopify.dev")).toEqual([]);
});

test("knows what the schema says of the app's objects", () => {
  expect(accessRule("InventoryLevel")?.access).toContain("`read_inventory`");
  expect(accessRule("Customer.email")).toEqual({ protected: true });
  expect(accessRule("Order.id")).toBeUndefined();
});

import { expect, test } from "vitest";
import { gidOf, idOf } from "./gid.ts";

test("a gid gives its number as text, however large", () => {
  expect(idOf("gid://shopify/Order/9007199254740993")).toBe("9007199254740993");
  expect(idOf("gid://shopify/InventoryLevel/12?inventory_item_id=3")).toBe("12");
  expect(gidOf("Order", "7")).toBe("gid://shopify/Order/7");
});

test("what is no gid is refused", () => {
  for (const wrong of ["", "7", "gid://shopify/Order/", "gid://shopify/Order/x", "gid://other/Order/7"])
    expect(() => idOf(wrong)).toThrow(TypeError);
  expect(() => gidOf("Order", "gid://shopify/Order/7")).toThrow(TypeError);
});

import { expect, test } from "vitest";
import { variantTitleAlone } from "./variant-title.ts";

test.each([
  ["Red", "R-1", "Red"],
  ["Default Title", "T-1", ""],
  ["Default Title", null, "–"],
  ["Default Title", "", "–"],
  [null, "T-1", null],
])("“%s” with the SKU %s is named %j in a row of its own", (title, sku, words) => {
  expect(variantTitleAlone({ title, sku })).toBe(words);
});

import { expect, test } from "vitest";
import { z } from "zod";
import { ShopifyUnavailable, TokenRevoked } from "../shopify/errors.ts";
import { explain, mayRetry, StepFailed } from "./explain.ts";

test("what Shopify refused is told with the remedy that belongs to it, and where it happened", () => {
  expect(explain(new TokenRevoked("a.myshopify.com"), "Exporting customers")).toEqual({
    error: expect.stringContaining("Exporting customers: "),
    remedy: expect.stringContaining("Open Tillwise in Shopify Admin"),
  });
});

test("an answer of an unexpected form names the field", () => {
  const { error } = z.object({ shop: z.object({ name: z.string() }) }).safeParse({ shop: {} });

  expect(explain(error, "Starting the sync").error).toContain("shop.name");
});

test("anything else is told as it is, and may be tried again", () => {
  expect(explain(new Error("disk full"), "Loading products")).toEqual({
    error: "Loading products: disk full",
    remedy: "Sync again. What was loaded stays, and is not loaded twice.",
  });
});

test("only what another attempt cannot change is not tried again", () => {
  expect([new Error("?"), new ShopifyUnavailable("503")].map(mayRetry)).toEqual([true, true]);
  expect([new StepFailed("no", "do"), new TokenRevoked("a.myshopify.com")].map(mayRetry)).toEqual([false, false]);
});

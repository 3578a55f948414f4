import { Session } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Answer, tinyShopify } from "../../test/factories/tiny-shopify.ts";

const shopify = await tinyShopify();
const { checkoutLinks } = await import("./checkout-links.ts");
const { pool } = await import("../db.server.ts");
const { createCipher } = await import("./sessions/cipher.ts");
const { encryptingStorage } = await import("./sessions/encrypting-storage.ts");
const { connectSessionTable } = await import("./sessions/session-table.ts");

const MINUTE_MS = 60_000;
const storage = encryptingStorage(connectSessionTable, createCipher(process.env.TOKEN_ENCRYPTION_KEYS ?? ""));
let shops = 0;
let shop = { domain: "" };

afterAll(() => pool.end());
beforeEach(async () => {
  shops += 1;
  shop = await givenShop(`links-${shops}.myshopify.com`);
  shopify.asked.length = 0;
});

async function givenShop(domain: string): Promise<{ domain: string }> {
  const expires = new Date(Date.now() + 60 * MINUTE_MS);
  const session = { id: `offline_${domain}`, shop: domain, state: "", isOnline: false, accessToken: "shpat_0", refreshToken: "shprt_0" };
  await storage.storeSession(new Session({ ...session, expires, refreshTokenExpires: expires }));
  return { domain };
}

const answers = (...nodes: unknown[]): void => {
  shopify.answer = (): Answer => ({ body: { data: { nodes } } });
};
const checkout = (id: string, abandonedCheckoutUrl: string) => ({ id: `gid://shopify/AbandonedCheckout/${id}`, abandonedCheckoutUrl });

test("links come by number; what Shopify does not list is left out", async () => {
  answers(checkout("1", "https://shop.example/checkouts/a/recover"), null, {});

  expect(await checkoutLinks(shop, ["1", "2", "3"])).toEqual({ 1: "https://shop.example/checkouts/a/recover" });
  expect(shopify.asked[0]?.body.variables).toEqual({ ids: ["1", "2", "3"].map((id) => `gid://shopify/AbandonedCheckout/${id}`) });
});

test("a link is asked for each time, and never remembered", async () => {
  answers(checkout("1", "https://shop.example/one"));
  await checkoutLinks(shop, ["1"]);
  answers(null);

  expect(await checkoutLinks(shop, ["1"])).toEqual({});
});

test("what is no link of the web is none", async () => {
  answers(checkout("1", "javascript:alert(1)"));

  expect(await checkoutLinks(shop, ["1"])).toEqual({});
});

test("without approval, without Shopify, or for nothing there are no links and no error", async () => {
  shopify.answer = () => ({ body: { data: null, errors: [{ message: "Not approved", extensions: { code: "ACCESS_DENIED" } }] } });
  expect(await checkoutLinks(shop, ["1"])).toEqual({});

  shopify.answer = () => ({ hangUp: true });
  expect(await checkoutLinks(shop, ["1"])).toEqual({});
  shopify.asked.length = 0;
  expect(await checkoutLinks(shop, [])).toEqual({});
  expect(shopify.asked).toEqual([]);
});

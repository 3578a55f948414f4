import { expect, test } from "vitest";
import { sessionToken, tinyShopify } from "../../test/factories/tiny-shopify.ts";

process.env.DATABASE_URL = "postgres://tillwise@127.0.0.1:1/tillwise"; // nobody listens on port 1
const shopify = await tinyShopify();
const { authenticateShop } = await import("./authenticate-shop.ts");

const SHOP = "away.myshopify.com";
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

test("with the database away a page is 503 and says when to come back, again and again, and no token is asked for", async () => {
  for (const _attempt of [1, 2]) {
    const host = Buffer.from("admin.shopify.com/store/away").toString("base64url");
    const params = new URLSearchParams({ shop: SHOP, host, embedded: "1", id_token: sessionToken(SHOP) });
    const request = new Request(`http://localhost:3000/app?${params}`, { headers: { "user-agent": BROWSER } });
    const thrown: unknown = await authenticateShop(request).catch((error: unknown) => error);

    if (!(thrown instanceof Response)) throw new Error(`no response was thrown, but ${thrown}`);
    expect(thrown.status).toBe(503);
    expect(thrown.headers.get("Retry-After")).toBe("10");
    expect(thrown.headers.get("Content-Security-Policy")).toContain(`https://${SHOP}`);
  }
  expect(shopify.asked).toEqual([]);
});

import { Session } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Answer, tinyShopify } from "../../test/factories/tiny-shopify.ts";

const shopify = await tinyShopify();
const { customerNames } = await import("./customer-names.ts");
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
  shop = await givenShop(`names-${shops}.myshopify.com`);
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
const customer = (id: string, displayName: string | null) => ({ id: `gid://shopify/Customer/${id}`, displayName });

test("names come by id; who is unknown or nameless is left out", async () => {
  answers(customer("1", "Ann Bell"), null, customer("3", null), {});

  expect(await customerNames(shop, ["1", "2", "3", "4"])).toEqual({ 1: "Ann Bell" });
  expect(shopify.asked[0]?.body.variables).toEqual({ ids: ["1", "2", "3", "4"].map((id) => `gid://shopify/Customer/${id}`) });
});

test("a name is remembered for five minutes, and asked again after them", async () => {
  answers(customer("1", "Ann Bell"));
  const start = Date.now();
  await customerNames(shop, ["1"], start);
  answers(customer("1", "Ann Byrd"));

  expect(await customerNames(shop, ["1"], start + 4 * MINUTE_MS)).toEqual({ 1: "Ann Bell" });
  expect(shopify.asked).toHaveLength(1);
  expect(await customerNames(shop, ["1"], start + 6 * MINUTE_MS)).toEqual({ 1: "Ann Byrd" });
});

test("the name of one shop's customer is never another's of the same number", async () => {
  answers(customer("1", "Ann Bell"));
  await customerNames(shop, ["1"]);
  answers(null);

  expect(await customerNames(await givenShop("neighbour.myshopify.com"), ["1"])).toEqual({});
});

test("without approval, or without Shopify, there are no names and no error", async () => {
  shopify.answer = () => ({ body: { data: null, errors: [{ message: "Not approved", extensions: { code: "ACCESS_DENIED" } }] } });
  expect(await customerNames(shop, ["1"])).toEqual({});

  shopify.answer = () => ({ hangUp: true });
  expect(await customerNames(shop, ["1"])).toEqual({});
});

test("for nobody nothing is asked", async () => {
  expect(await customerNames(shop, [])).toEqual({});
  expect(shopify.asked).toEqual([]);
});

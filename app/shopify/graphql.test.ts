import { Session } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Answer, tinyShopify, tokens } from "../../test/factories/tiny-shopify.ts";

const SHOP = "ask.myshopify.com";
const shopify = await tinyShopify();
const { adminGraphql } = await import("./graphql.ts");
const { pool } = await import("../db.server.ts");
const { createCipher } = await import("./sessions/cipher.ts");
const { encryptingStorage } = await import("./sessions/encrypting-storage.ts");
const { connectSessionTable } = await import("./sessions/session-table.ts");

const storage = encryptingStorage(connectSessionTable, createCipher(process.env.TOKEN_ENCRYPTION_KEYS ?? ""));
const query = "query Name { shop { name } }";
const fast = { firstPauseMs: 1 };
const good: Answer = { body: { data: { shop: { name: "Ask" } } } };
const throttled = (restoreRate: number): Answer => ({
  body: {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: { cost: { requestedQueryCost: 200, throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate } } },
  },
});

afterAll(() => pool.end());
beforeEach(async () => {
  shopify.asked.length = 0;
  const later = new Date(Date.now() + 3_600_000);
  const session = { id: `offline_${SHOP}`, shop: SHOP, state: "", isOnline: false, accessToken: "shpat_0", refreshToken: "shprt_0" };
  await storage.storeSession(new Session({ ...session, expires: later, refreshTokenExpires: later }));
});

/** Answers in this order, the last one from then on. */
function answers(...list: Answer[]): void {
  let next = 0;
  shopify.answer = ({ path }) =>
    path.endsWith("/oauth/access_token") ? tokens("renewed") : (list[Math.min(next++, list.length - 1)] ?? {});
}

const calls = () => shopify.asked.filter(({ path }) => path.endsWith("/graphql.json"));

test("asks the pinned version with the shop's own token, and gives the data", async () => {
  answers(good);

  expect(await adminGraphql(SHOP, query, { first: 1 })).toEqual({ shop: { name: "Ask" } });
  expect(calls()).toMatchObject([
    {
      path: `/shops/${SHOP}/admin/api/2026-10/graphql.json`,
      headers: { "x-shopify-access-token": "shpat_0" },
      body: { query, variables: { first: 1 } },
    },
  ]);
});

test("waits for as long as the budget needs when throttled, and no shorter", async () => {
  answers(throttled(1000), good); // 200 points at 1000 a second: 200 ms
  const started = performance.now();

  expect(await adminGraphql(SHOP, query)).toEqual({ shop: { name: "Ask" } });
  expect(performance.now() - started).toBeGreaterThanOrEqual(195);
  expect(calls()).toHaveLength(2);
});

test("gives up after its attempts when the budget stays empty, to be retried later", async () => {
  answers(throttled(100_000));

  await expect(adminGraphql(SHOP, query, {}, { attempts: 3 })).rejects.toMatchObject({ name: "Throttled", retry: true });
  expect(calls()).toHaveLength(3);
});

test("tries again after a failure of Shopify's and after a broken connection", async () => {
  answers({ status: 502, body: {} }, { hangUp: true }, { status: 504 }, good);

  expect(await adminGraphql(SHOP, query, {}, fast)).toEqual({ shop: { name: "Ask" } });
  expect(calls()).toHaveLength(4);
});

test("a Shopify that stays away is an error to come back from", async () => {
  answers({ status: 503, body: {} });

  await expect(adminGraphql(SHOP, query, {}, { ...fast, attempts: 2 })).rejects.toMatchObject({ name: "ShopifyUnavailable", retry: true });
});

test("a refused token is renewed once, and the question asked again", async () => {
  answers({ status: 401, body: { errors: "Invalid API key or access token" } }, good);

  expect(await adminGraphql(SHOP, query)).toEqual({ shop: { name: "Ask" } });
  expect(shopify.grants("refresh_token")).toBe(1);
  expect(calls()[1]?.headers["x-shopify-access-token"]).toBe("shpat_renewed");
});

test("a token that is refused even when it is new has been revoked", async () => {
  answers({ status: 401, body: {} });

  await expect(adminGraphql(SHOP, query)).rejects.toMatchObject({ name: "TokenRevoked", retry: false });
  expect(calls()).toHaveLength(2);
});

test("a shop that is shut says how, and is not asked again", async () => {
  for (const [status, retry, reason] of [
    [402, false, /frozen/],
    [423, false, /locked/],
    [430, true, /security/],
  ] as const) {
    shopify.asked.length = 0;
    answers({ status, body: {} });
    await expect(adminGraphql(SHOP, query)).rejects.toMatchObject({ name: "ShopClosed", retry, message: expect.stringMatching(reason) });
    expect(calls()).toHaveLength(1);
  }
});

test("a refused query is not asked again, and tells Shopify's words and codes", async () => {
  answers({
    body: { errors: [{ message: "Access denied for orders field.", extensions: { code: "ACCESS_DENIED" } }], data: { orders: null } },
  });

  await expect(adminGraphql(SHOP, query)).rejects.toMatchObject({
    name: "QueryRefused",
    retry: false,
    codes: ["ACCESS_DENIED"],
    message: `Shopify refused the query for ${SHOP}: Access denied for orders field.`,
    remedy: expect.stringContaining("Grant"),
  });
  expect(calls()).toHaveLength(1);
});

test("HTTP 429 is waited for as its Retry-After says, in seconds", async () => {
  answers({ status: 429, headers: { "Retry-After": "0.3" }, body: {} }, good);
  const started = performance.now();

  await adminGraphql(SHOP, query, {}, fast);
  expect(performance.now() - started).toBeGreaterThanOrEqual(295);
});

test("an abort ends the wait at once", async () => {
  answers(throttled(1)); // 200 seconds: longer than a test may take

  await expect(adminGraphql(SHOP, query, {}, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
});

test("no error carries the token", async () => {
  for (const answer of [{ status: 401, body: {} }, { status: 500, body: {} }, { hangUp: true }, { status: 400, body: { errors: "no" } }]) {
    answers(answer);
    const error: unknown = await adminGraphql(SHOP, query, {}, { ...fast, attempts: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/shpat|shprt/);
  }
});

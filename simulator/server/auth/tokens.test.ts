import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import recorded from "../../../test/contract/token-answers.json" with { type: "json" };
import { API_SECRET, givenSimulator, ONLINE_TOKEN, tokenExchange } from "../../../test/factories/simulator.ts";
import { tradingShop } from "../../../test/factories/trade.ts";
import { TokenBook } from "./token-book.ts";

const given = () => givenSimulator([tradingShop({ handle: "tokens", orders: 3 }), tradingShop({ handle: "other", orders: 1 })]);
const SHOP = "{ shop { name } }";

test("a session token names the shop, the app and the staff member, and lives one minute", async () => {
  const client = await given();

  const [header = "", payload = "", signature = ""] = (await client.sessionToken()).split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());

  expect(signature).toBe(createHmac("sha256", API_SECRET).update(`${header}.${payload}`).digest("base64url"));
  expect(claims).toMatchObject({ iss: "https://tokens.myshopify.com/admin", dest: "https://tokens.myshopify.com", aud: "test-api-key" });
  expect(Object.keys(claims).sort()).toEqual(["aud", "dest", "exp", "iat", "iss", "jti", "nbf", "sid", "sub"]);
  expect(claims.exp - claims.iat).toBe(60);
});

test("token exchange gives an offline token for an hour with its refresh token, and an online one with its user", async () => {
  const client = await given();

  const offline = await client.askToken(tokenExchange(await client.sessionToken()));
  const online = await client.askToken(tokenExchange(await client.sessionToken(), ONLINE_TOKEN));

  expect(Object.keys(offline.body).sort()).toEqual(recorded.expiringOffline.fields);
  expect(offline.body).toMatchObject({
    expires_in: 3600,
    refresh_token_expires_in: 7_776_000,
    scope: expect.stringContaining("read_orders"),
  });
  expect(Object.keys(online.body).sort()).toEqual(recorded.online.fields);
  expect(online.body.associated_user).toMatchObject({ account_owner: true });
  expect((await client.control("GET", "counters")).body.tokenExchanges).toBe(2);
});

test("an expired, forged or foreign session token is refused, and so is a wrong secret", async () => {
  const client = await given();
  await client.control("POST", "faults", { expiredSessionTokenNext: 1, forgedSessionTokenNext: 1 });
  const expired = await client.sessionToken();
  const foreign = await (await fetch(`${client.url}/control/shops/other/install`, { method: "POST" }))
    .json()
    .then(async () => (await fetch(`${client.url}/session-token/other`)).text());

  for (const token of [expired, foreign, "no.token.atall", ""]) {
    const { status, body } = await client.askToken(tokenExchange(token));
    expect([status, body.error]).toEqual([recorded.badSubjectToken.status, recorded.badSubjectToken.error]);
  }
  const wrongSecret = await client.askToken({ ...tokenExchange(await client.sessionToken()), client_secret: "guess" });
  expect([wrongSecret.status, wrongSecret.body.error]).toEqual([401, "invalid_client"]);
});

test("a refresh rotates the pair; the old refresh token works until its replacement is used", async () => {
  const client = await given();
  const first = await client.askToken(tokenExchange(await client.sessionToken()));
  const refresh = (token: unknown) => client.askToken({ grant_type: "refresh_token", refresh_token: String(token) });

  const second = await refresh(first.body.refresh_token);
  expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
  expect((await refresh(first.body.refresh_token)).status).toBe(200);
  expect((await refresh(second.body.refresh_token)).status).toBe(200);

  const retired = await refresh(first.body.refresh_token);
  expect([retired.status, retired.body.error]).toEqual([recorded.badRefreshToken.status, recorded.badRefreshToken.error]);
  expect((await client.control("GET", "counters")).body).toMatchObject({ tokenRefreshes: 3, refusedTokens: 1 });
});

test("an access token dies after an hour of the stand-in's clock, its refresh token after ninety days", async () => {
  const client = await given();
  const { body } = await client.askToken(tokenExchange(await client.sessionToken()));
  const refresh = () => client.askToken({ grant_type: "refresh_token", refresh_token: String(body.refresh_token) });
  const advance = (seconds: number) => client.simulator.platform.clock.advance(seconds * 1000);

  expect((await client.graphql(SHOP, {}, String(body.access_token))).status).toBe(200);
  advance(3601);
  expect((await client.graphql(SHOP, {}, String(body.access_token))).status).toBe(401);
  expect((await refresh()).status).toBe(200);
  advance(7_776_000);
  expect((await refresh()).body.error).toBe("invalid_grant");
});

test("after the uninstall every token is dead, also for refreshing", async () => {
  const client = await given();
  const { body } = await client.askToken(tokenExchange(await client.sessionToken()));
  await client.control("POST", "uninstall");

  const call = await client.graphql(SHOP, {}, String(body.access_token));
  expect([call.status, call.errors[0]?.message]).toEqual([recorded.badAccessToken.status, recorded.badAccessToken.errors]);
  expect((await client.askToken({ grant_type: "refresh_token", refresh_token: String(body.refresh_token) })).status).toBe(400);
});

test("within one millisecond too, what was issued before an end is dead and what is issued after it lives", () => {
  const book = new TokenBook({ now: () => 1_000 }, "key");
  const [first, second] = [book.issuePair(), book.issuePair()];
  expect(book.refresh(first.refreshToken)).toBeNull();
  expect(book.refresh(second.refreshToken)).not.toBeNull();

  book.revokeAll();
  expect([book.isLive(second.accessToken), book.refresh(second.refreshToken)]).toEqual([false, null]);

  const third = book.issuePair();
  expect(book.isLive(third.accessToken)).toBe(true);
  expect(book.refresh(third.refreshToken)).not.toBeNull();
});

test("tokens of an earlier run go on to open the shop, as long as the app's secret is the same", async () => {
  const before = await given();
  const token = await before.accessToken();
  await before.simulator.stop();

  const after = await given();
  await after.control("POST", "uninstall");
  const again = await given();

  expect((await again.graphql(SHOP, {}, token)).status).toBe(200);
  expect((await after.graphql(SHOP, {}, token)).status).toBe(401);
});

import { afterAll, beforeEach, expect, test } from "vitest";
import { sessionToken, tinyShopify, tokens } from "../../test/factories/tiny-shopify.ts";

const shopify = await tinyShopify();
const { authenticateShop } = await import("./authenticate-shop.ts");
const { pool } = await import("../db.server.ts");
const { findShop } = await import("../db/shop.ts");
const { markUninstalled } = await import("../db/installation.ts");

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const profile = {
  id: "gid://shopify/Shop/1",
  name: "Ada's",
  currencyCode: "USD",
  ianaTimezone: "Pacific/Kiritimati",
  plan: { publicDisplayName: "Basic" },
};

afterAll(() => pool.end());
beforeEach(() => {
  shopify.asked.length = 0;
  says({});
});

/** What Shopify says of any shop. */
function says(change: Partial<typeof profile>, scopes = ["read_orders"]): void {
  shopify.answer = async ({ path }) => {
    if (path.endsWith("/oauth/access_token")) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return tokens("new");
    }
    const domain = path.split("/")[2];
    const shop = { ...profile, ...change, myshopifyDomain: domain };
    return { body: { data: { shop, currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) } } } };
  };
}

const byFetch = (token: string, path = "/app") =>
  new Request(`http://localhost:3000${path}`, { headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER } });

function byDocument(shop: string, params: Record<string, string>): Request {
  const host = Buffer.from(`admin.shopify.com/store/${shop.split(".")[0]}`).toString("base64url");
  return new Request(`http://localhost:3000/app?${new URLSearchParams({ shop, host, ...params })}`, { headers: { "user-agent": BROWSER } });
}

const thrownBy = async (request: Request): Promise<Response> => {
  const thrown: unknown = await authenticateShop(request).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error(`no response was thrown, but ${thrown}`);
  return thrown;
};

const questions = () => shopify.asked.filter(({ path }) => path.endsWith("/graphql.json")).length;

test("at first sight the shop's row is made of what Shopify says of it", async () => {
  const kiritimati = () => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
  const before = kiritimati();
  const shop = await authenticateShop(byDocument("first.myshopify.com", { embedded: "1", id_token: sessionToken("first.myshopify.com") }));

  expect(shop).toMatchObject({
    domain: "first.myshopify.com",
    gid: "gid://shopify/Shop/1",
    name: "Ada's",
    currency: "USD",
    plan: "Basic",
    scopes: ["read_orders"],
  });
  expect(shop.id).toMatch(/^\d+$/);
  expect([before, kiritimati()]).toContain(shop.today); // midnight may have passed
});

test("loaders side by side on the first visit exchange the token once, and ask once", async () => {
  const token = sessionToken("parallel.myshopify.com");

  const shops = await Promise.all([1, 2, 3, 4].map(() => authenticateShop(byFetch(token))));

  expect(new Set(shops.map(({ id }) => id)).size).toBe(1);
  expect(shopify.grants("token-exchange")).toBe(1);
  expect(questions()).toBe(1);
});

test("Shopify is asked again after a day, and a failure then does no harm", async () => {
  const token = sessionToken("daily.myshopify.com");
  await authenticateShop(byFetch(token));
  await authenticateShop(byFetch(token));
  expect(questions()).toBe(1);

  await pool.query("update shop set checked_at = now() - interval '25 hours' where domain = 'daily.myshopify.com'");
  says({ name: "Ada & Co" }, ["read_orders", "read_all_orders"]);
  expect(await authenticateShop(byFetch(token))).toMatchObject({ name: "Ada & Co", scopes: ["read_orders", "read_all_orders"] });

  await pool.query("update shop set checked_at = now() - interval '25 hours' where domain = 'daily.myshopify.com'");
  shopify.answer = () => ({ status: 402, body: {} });
  expect(await authenticateShop(byFetch(token))).toMatchObject({ name: "Ada & Co" });
});

test("a token that Shopify has revoked is replaced by the visit itself", async () => {
  const token = sessionToken("revoked.myshopify.com");
  await authenticateShop(byFetch(token));
  await pool.query("update shop set uninstalled_at = now() where domain = 'revoked.myshopify.com'");
  const { answer } = shopify;
  let revoked = true;
  shopify.answer = async (asked) => {
    if (asked.body.grant_type === "refresh_token") return { status: 400, body: { error: "invalid_request" } };
    if (asked.path.endsWith("/oauth/access_token")) revoked = false;
    return revoked ? { status: 401, body: {} } : answer(asked);
  };

  expect(await authenticateShop(byFetch(token))).toMatchObject({ domain: "revoked.myshopify.com", uninstalledAt: null });
});

test("a Shopify that is away is told apart from our own faults, with words for the page", async () => {
  shopify.answer = () => ({ status: 500, body: {} });
  const noToken = await thrownBy(byFetch(sessionToken("down.myshopify.com")));
  expect(noToken.status).toBe(502);
  expect(await noToken.json()).toMatchObject({ what: expect.stringContaining("Shopify"), remedy: expect.stringContaining("Try again") });

  shopify.answer = ({ path }) => (path.endsWith("/oauth/access_token") ? tokens("new") : { status: 402, body: {} });
  const frozen = await thrownBy(byFetch(sessionToken("frozen.myshopify.com")));
  expect(frozen.status).toBe(502);
  expect(await frozen.json()).toMatchObject({
    what: "frozen.myshopify.com is frozen for an unpaid bill (HTTP 402).",
    remedy: expect.stringContaining("bill"),
  });
});

test("a shop that comes back is installed anew", async () => {
  const token = sessionToken("back.myshopify.com");
  await authenticateShop(byFetch(token));
  await pool.query("update shop set installed_at = '2026-01-01', uninstalled_at = '2026-02-01' where domain = 'back.myshopify.com'");

  const shop = await authenticateShop(byFetch(token));

  expect(shop.uninstalledAt).toBeNull();
  expect(shop.installedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("opening the app after an uninstall that nobody told is a return: what is told of it later changes nothing", async () => {
  const domain = "sorry.myshopify.com";
  await authenticateShop(byFetch(sessionToken(domain)));
  await pool.query("update shop set installed_at = '2026-01-01' where domain = $1", [domain]);
  const { answer } = shopify;
  let revoked = true;
  shopify.answer = async (asked) => {
    if (asked.body.grant_type === "refresh_token") return { status: 400, body: { error: "invalid_request" } };
    if (asked.path.endsWith("/oauth/access_token")) revoked = false;
    return revoked ? { status: 401, body: {} } : answer(asked);
  };
  const uninstalled = new Date();

  const seen = await authenticateShop(byDocument(domain, { embedded: "1", id_token: sessionToken(domain) }));
  const due = "select next_check_at <= now() as due, installed_at > now() - interval '1 minute' as anew from shop where domain = $1";
  await expect.poll(async () => (await pool.query(due, [domain])).rows).toEqual([{ due: true, anew: true }]);

  expect(await markUninstalled(seen.id, uninstalled)).toBe(false);
  await expect.poll(questions).toBeGreaterThanOrEqual(3); // at first sight, the one that was refused, and by the new token
  expect(await findShop(domain)).toMatchObject({ uninstalledAt: null });
});

test("the shop is the token's, whatever the address says", async () => {
  const shop = await authenticateShop(byFetch(sessionToken("mine.myshopify.com"), "/app?shop=theirs.myshopify.com"));

  expect(shop.domain).toBe("mine.myshopify.com");
  expect(await findShop("theirs.myshopify.com")).toBeNull();
});

test("tokens that are expired, meant for others, signed by others or of two minds are refused", async () => {
  const now = Math.floor(Date.now() / 1000);
  const foreign = sessionToken("x.myshopify.com").replace(/\.[^.]+$/, `.${Buffer.alloc(32, 1).toString("base64url")}`);
  const bad = [
    sessionToken("x.myshopify.com", { exp: now - 60, nbf: now - 120 }),
    sessionToken("x.myshopify.com", { aud: "another-app" }),
    sessionToken("x.myshopify.com", { iss: "https://y.myshopify.com/admin" }),
    foreign,
    "nonsense",
  ];
  for (const token of bad) expect((await thrownBy(byFetch(token))).status).toBe(401);
  expect((await thrownBy(byFetch(bad[0] ?? ""))).headers.get("X-Shopify-Retry-Invalid-Session-Request")).toBe("1");
  expect(shopify.asked).toEqual([]);
});

test("a document without a token is sent to the bounce page, under the shop's policy", async () => {
  const response = await thrownBy(byDocument("bounce.myshopify.com", { embedded: "1" }));

  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
  expect(response.headers.get("Content-Security-Policy")).toBe(
    `frame-ancestors https://bounce.myshopify.com https://admin.shopify.com ${shopify.url};`,
  );
});

test("outside of Admin the app sends into it; a shop that is none may not even be framed", async () => {
  const outside = await thrownBy(byDocument("out.myshopify.com", {}));
  expect(outside.headers.get("location")).toBe("https://admin.shopify.com/store/out/apps/test-api-key");

  const nowhere = await thrownBy(new Request("http://localhost:3000/app?shop=evil.example", { headers: { "user-agent": BROWSER } }));
  expect(nowhere.headers.get("Content-Security-Policy")).toBe("frame-ancestors 'none';");
});

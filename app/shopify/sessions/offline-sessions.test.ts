import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type TinyShopify, tinyShopify, tokens } from "../../../test/factories/tiny-shopify.ts";

const SHOP = "lock.myshopify.com";
const shopify: TinyShopify = await tinyShopify();
const { offline } = await import("../../shopify.server.ts");
const { pool } = await import("../../db.server.ts");
const { createCipher } = await import("./cipher.ts");
const { encryptingStorage } = await import("./encrypting-storage.ts");
const { connectSessionTable } = await import("./session-table.ts");

const storage = encryptingStorage(connectSessionTable, createCipher(process.env.TOKEN_ENCRYPTION_KEYS ?? ""));

afterAll(() => pool.end());
beforeEach(() => {
  shopify.asked.length = 0;
});

/** Stores a token with so many seconds to live. */
async function given({ life, refreshToken = "shprt_0" }: { life: number; refreshToken?: string }): Promise<void> {
  const refreshTokenExpires = new Date(Date.now() + 7_776_000_000);
  const session = {
    id: `offline_${SHOP}`,
    shop: SHOP,
    state: "",
    isOnline: false,
    accessToken: "shpat_0",
    refreshToken,
    refreshTokenExpires,
  };
  await storage.storeSession(new Session({ ...session, expires: new Date(Date.now() + life * 1000) }));
}

/** Answers a refresh slowly, and each refresh token once only, as Shopify rotates them. */
function rotating(): void {
  let number = 0;
  shopify.answer = async ({ body }) => {
    if (body.refresh_token !== `shprt_${number}`) return { status: 400, body: { error: "invalid_request" } };
    number += 1;
    const renewed = tokens(String(number));
    await new Promise((resolve) => setTimeout(resolve, 150));
    return renewed;
  };
}

test("a token with life left is used as it is", async () => {
  await given({ life: 3600 });

  expect((await offline.load(SHOP)).accessToken).toBe("shpat_0");
  expect(shopify.asked).toEqual([]);
});

test("eight who ask at once, about a token that is about to end, lead to one refresh", async () => {
  await given({ life: 60 });
  rotating();

  const sessions = await Promise.all(Array.from({ length: 8 }, () => offline.load(SHOP)));

  expect(sessions.map(({ accessToken }) => accessToken)).toEqual(Array(8).fill("shpat_1"));
  expect(shopify.grants("refresh_token")).toBe(1);
  expect((await storage.loadSession(`offline_${SHOP}`))?.refreshToken).toBe("shprt_1");
});

test("three processes that ask at once lead to one refresh", async () => {
  await given({ life: 60 });
  rotating();
  const processes = [1, 2, 3].map(() => processThatLoads());
  await Promise.all(processes.map(({ ready }) => ready));

  const answers = await Promise.all(processes.map(({ load }) => load()));

  expect(answers).toEqual(["shpat_1", "shpat_1", "shpat_1"]);
  expect(shopify.grants("refresh_token")).toBe(1);
});

test("an answer without expires_in gets an end all the same, so that refreshing goes on", async () => {
  await given({ life: 60 });
  shopify.answer = () => ({ body: { access_token: "shpat_endless", scope: "read_orders" } });

  expect((await offline.load(SHOP)).accessToken).toBe("shpat_endless");
  const stored = await storage.loadSession(`offline_${SHOP}`);
  expect(stored?.expires?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  expect(stored?.expires?.getTime()).toBeLessThan(Date.now() + 3_700_000);
  expect(stored?.refreshToken).toBe("shprt_0");
});

test("a refresh token that Shopify refuses means that the shop must open the app again", async () => {
  await given({ life: 60 });
  shopify.answer = () => ({ status: 400, body: { error: "invalid_grant" } });

  await expect(offline.load(SHOP)).rejects.toMatchObject({
    name: "TokenRevoked",
    retry: false,
    remedy: expect.stringContaining("Open Tillwise"),
  });
});

test("a shop that was never here has no token", async () => {
  await expect(offline.load("nobody.myshopify.com")).rejects.toMatchObject({ name: "TokenRevoked" });
});

test("a failure of Shopify's leaves the token as it was, to be tried again", async () => {
  await given({ life: 60 });
  shopify.answer = () => ({ status: 503, body: {} });

  await expect(offline.load(SHOP)).rejects.toMatchObject({ name: "ShopifyUnavailable", retry: true });
  expect((await storage.loadSession(`offline_${SHOP}`))?.refreshToken).toBe("shprt_0");
});

test("of two who were refused the same token the second takes the first one's", async () => {
  await given({ life: 3600 });
  rotating();

  const replaced = await Promise.all([offline.replace(SHOP, "shpat_0"), offline.replace(SHOP, "shpat_0")]);

  expect(replaced.map(({ accessToken }) => accessToken)).toEqual(["shpat_1", "shpat_1"]);
  expect(shopify.grants("refresh_token")).toBe(1);
});

/** A process of its own that, once it is ready, calls `offline.load` when it is told to. */
function processThatLoads(): { ready: Promise<void>; load: () => Promise<string> } {
  const module = new URL("../../shopify.server.ts", import.meta.url).href;
  const script = `const { offline } = await import(${JSON.stringify(module)});
    await offline.isUsable(${JSON.stringify(SHOP)});
    console.log("ready");
    process.stdin.once("data", async () => {
      console.log((await offline.load(${JSON.stringify(SHOP)})).accessToken);
      process.exit(0);
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {
    ready: next().then((line) => expect(line).toBe("ready")),
    load: () => {
      child.stdin.end("go");
      return next();
    },
  };
}

import { Session } from "@shopify/shopify-api";
import { afterAll, expect, test } from "vitest";
import { pool } from "../../db.server.ts";
import { createCipher } from "./cipher.ts";
import { encryptingStorage } from "./encrypting-storage.ts";
import { connectSessionTable } from "./session-table.ts";

const OLD = `old:${Buffer.alloc(32, 1).toString("base64")}`;
const NEW = `new:${Buffer.alloc(32, 2).toString("base64")}`;

afterAll(() => pool.end());

const storageWith = (keys: string) => encryptingStorage(connectSessionTable, createCipher(keys));

function offlineSession(shop: string): Session {
  const later = new Date(Date.now() + 3_600_000);
  const tokens = { accessToken: "shpat_open", refreshToken: "shprt_open", expires: later, refreshTokenExpires: later };
  return new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, scope: "read_orders", ...tokens });
}

function onlineSession(shop: string): Session {
  const associated_user = {
    id: 7,
    first_name: "Ada",
    last_name: "Byron",
    email: "ada@example.com",
    email_verified: true,
    account_owner: true,
    locale: "en",
    collaborator: false,
  };
  const onlineAccessInfo = { expires_in: 60, associated_user_scope: "read_orders", associated_user };
  return new Session({ id: `${shop}_7`, shop, state: "", isOnline: true, accessToken: "shpat_online", onlineAccessInfo });
}

test("the table holds neither a token nor a name in the clear, and the session comes back whole", async () => {
  const storage = storageWith(OLD);
  await storage.storeSession(offlineSession("a.myshopify.com"));
  await storage.storeSession(onlineSession("a.myshopify.com"));

  const { rows } = await pool.query("select session::text as whole from session");
  expect(rows).toHaveLength(2);
  for (const { whole } of rows) expect(whole).not.toMatch(/shpat|shprt|Ada|Byron|ada@example/);

  expect(await storage.loadSession("offline_a.myshopify.com")).toMatchObject({ accessToken: "shpat_open", refreshToken: "shprt_open" });
  const online = await storage.loadSession("a.myshopify.com_7");
  expect(online?.accessToken).toBe("shpat_online");
  expect(online?.onlineAccessInfo?.associated_user).toMatchObject({
    id: 7,
    first_name: "Ada",
    last_name: "Byron",
    email: "ada@example.com",
    account_owner: true,
  });
  expect(await storage.findSessionsByShop("a.myshopify.com")).toHaveLength(2);
});

test("keys rotate: what the old one sealed is read, and sealed anew by the next store", async () => {
  await storageWith(OLD).storeSession(offlineSession("b.myshopify.com"));
  const rotated = storageWith(`${NEW},${OLD}`);
  const session = await rotated.loadSession("offline_b.myshopify.com");
  expect(session?.accessToken).toBe("shpat_open");
  if (session) await rotated.storeSession(session);

  const { rows } = await pool.query(`select "accessToken", "refreshToken" from session where id = 'offline_b.myshopify.com'`);
  expect(rows).toEqual([{ accessToken: expect.stringMatching(/^enc:new:/), refreshToken: expect.stringMatching(/^enc:new:/) }]);
});

test("with another key the error names the session and the key that is missing", async () => {
  await storageWith(OLD).storeSession(offlineSession("c.myshopify.com"));

  await expect(storageWith(NEW).loadSession("offline_c.myshopify.com")).rejects.toThrow(
    'session offline_c.myshopify.com: accessToken is encrypted with the key "old", which TOKEN_ENCRYPTION_KEYS does not list.',
  );
});

test("a token does not open in another shop's row", async () => {
  const storage = storageWith(OLD);
  await storage.storeSession(offlineSession("d.myshopify.com"));
  await storage.storeSession(offlineSession("e.myshopify.com"));
  await pool.query(
    `update session set "accessToken" = (select "accessToken" from session where id = 'offline_d.myshopify.com') where id = 'offline_e.myshopify.com'`,
  );

  await expect(storage.loadSession("offline_e.myshopify.com")).rejects.toThrow(
    "session offline_e.myshopify.com: accessToken does not open",
  );
});

test("a table that was away is looked for again at the next call", async () => {
  let calls = 0;
  const storage = encryptingStorage(async () => {
    calls += 1;
    if (calls === 1) throw new Error("connect ECONNREFUSED");
    return connectSessionTable();
  }, createCipher(OLD));

  expect(calls).toBe(0);
  await expect(storage.loadSession("nobody")).rejects.toThrow("ECONNREFUSED");
  expect(await storage.loadSession("nobody")).toBeUndefined();
});

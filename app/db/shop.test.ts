import { afterAll, expect, test } from "vitest";
import { pool, withShop } from "../db.server.ts";
import { findShop, getShop, saveShop } from "./shop.ts";
import { saveSettings } from "./shop-settings.ts";

afterAll(() => pool.end());

const profile = (domain: string) => ({
  domain,
  gid: "gid://shopify/Shop/1",
  name: "Ada's",
  currency: "USD",
  timeZone: "America/New_York",
  plan: "Basic",
  scopes: ["read_orders"],
});

test("a shop is kept once, and found by its domain and its id", async () => {
  const first = await saveShop(profile("one.myshopify.com"));
  const again = await saveShop({ ...profile("one.myshopify.com"), name: "Ada & Co", scopes: [] });

  expect(again.id).toBe(first.id);
  expect(await findShop("one.myshopify.com")).toMatchObject({ id: first.id, name: "Ada & Co", scopes: [] });
  expect(await getShop(first.id)).toMatchObject({ domain: "one.myshopify.com" });
  expect(await findShop("nobody.myshopify.com")).toBeNull();
});

test("currency and time zone follow the shop until it has orders, and stay from then on", async () => {
  const shop = await saveShop(profile("moves.myshopify.com"));
  expect(await saveShop({ ...profile("moves.myshopify.com"), timeZone: "Europe/London", currency: "GBP" })).toMatchObject({
    timeZone: "Europe/London",
    currency: "GBP",
  });

  await withShop(shop.id, (tx) =>
    tx.query(
      `insert into orders (shop_id, id, name, created_at, processed_at, updated_at, test, edited, currency, presentment_currency, taxes_included,
                           fulfillment_status, discount_codes, tags, original_total, current_total, line_quantity, current_line_quantity)
       values ($1, 1, '#1', now(), now(), now(), false, false, 'GBP', 'GBP', true, 'UNFULFILLED', '{}', '{}', 0, 0, 0, 0)`,
      [shop.id],
    ),
  );
  expect(await saveShop(profile("moves.myshopify.com"))).toMatchObject({ timeZone: "Europe/London", currency: "GBP" });
});

test("orders of another shop do not hold a shop's time zone", async () => {
  await saveShop(profile("free.myshopify.com"));

  expect(await saveShop({ ...profile("free.myshopify.com"), timeZone: "Asia/Tokyo" })).toMatchObject({ timeZone: "Asia/Tokyo" });
});

test("an uninstall in between begins a new installation", async () => {
  const { id } = await saveShop(profile("back.myshopify.com"));
  await pool.query("update shop set installed_at = '2026-01-01', uninstalled_at = '2026-02-01' where id = $1", [id]);
  const back = await saveShop(profile("back.myshopify.com"));

  expect(back.uninstalledAt).toBeNull();
  expect(back.installedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("settings are as at first until they are chosen, and what is stored and no choice counts as not chosen", async () => {
  const { id, settings } = await saveShop(profile("settings.myshopify.com"));
  await withShop(id, (tx) => saveSettings(tx, { weekStart: "sunday", abandonedAfterMinutes: 45 }));
  const chosen = await getShop(id);
  await pool.query(`update shop set settings = '{"weekStart": "friday", "abandonedAfterMinutes": 45}' where id = $1`, [id]);

  expect(settings).toEqual({ weekStart: "monday", abandonedAfterMinutes: 10 });
  expect(chosen.settings).toEqual({ weekStart: "sunday", abandonedAfterMinutes: 45 });
  expect((await getShop(id)).settings).toEqual({ weekStart: "monday", abandonedAfterMinutes: 45 });
  await expect(withShop(id, (tx) => saveSettings(tx, { weekStart: "sunday", abandonedAfterMinutes: 0 }))).rejects.toThrow();
});

import { z } from "zod";
import { pool, withShop } from "../db.server.ts";
import { localDay } from "../lib/local-day.ts";
import { sql } from "../lib/sql.ts";
import { type ShopSettings, storedSettings } from "./shop-settings.ts";

/** A shop as the rest of the app knows it. `today` is the day on its own calendar, "YYYY-MM-DD", when the row was read. */
export type Shop = {
  readonly id: string;
  readonly domain: string;
  readonly gid: string | null;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly plan: string | null;
  readonly scopes: readonly string[];
  readonly installedAt: Date;
  readonly uninstalledAt: Date | null;
  readonly historyStart: Date | null;
  /** When Shopify was last asked what the shop is. */
  readonly checkedAt: Date | null;
  readonly settings: ShopSettings;
  readonly today: string;
};

/** What Shopify says of a shop. */
export type ShopProfile = Pick<Shop, "domain" | "gid" | "name" | "currency" | "timeZone" | "plan" | "scopes">;

const shopRow = z
  .object({
    id: z.coerce.string(),
    domain: z.string(),
    gid: z.string().nullable(),
    name: z.string(),
    currency: z.string(),
    time_zone: z.string(),
    plan: z.string().nullable(),
    scopes: z.array(z.string()),
    installed_at: z.date(),
    uninstalled_at: z.date().nullable(),
    history_start: z.date().nullable(),
    checked_at: z.date().nullable(),
    settings: storedSettings,
  })
  .transform(
    (row): Shop => ({
      id: row.id,
      domain: row.domain,
      gid: row.gid,
      name: row.name,
      currency: row.currency,
      timeZone: row.time_zone,
      plan: row.plan,
      scopes: row.scopes,
      installedAt: row.installed_at,
      uninstalledAt: row.uninstalled_at,
      historyStart: row.history_start,
      checkedAt: row.checked_at,
      settings: row.settings,
      today: localDay(new Date(), row.time_zone),
    }),
  );

const columns = sql`id, domain, gid, name, currency, time_zone, plan, scopes, installed_at, uninstalled_at, history_start, checked_at, settings`;

/** The shop of this domain, or null if it was never seen. */
export async function findShop(domain: string): Promise<Shop | null> {
  const { rows } = await pool.query(statement(sql`select ${columns} from shop where domain = ${domain}`));
  return rows[0] ? shopRow.parse(rows[0]) : null;
}

/** There is no such shop, or no longer: it was deleted with everything that was stored of it. */
export class ShopGone extends Error {
  override readonly name = "ShopGone";
}

/** The shop with this id, or null if there is none. */
export async function findShopById(id: string): Promise<Shop | null> {
  const { rows } = await pool.query(statement(sql`select ${columns} from shop where id = ${id}`));
  return rows[0] ? shopRow.parse(rows[0]) : null;
}

/** The shop with this id. Throws ShopGone if there is none. */
export async function getShop(id: string): Promise<Shop> {
  const shop = await findShopById(id);
  if (shop === null) throw new ShopGone(`there is no shop ${id}`);
  return shop;
}

/**
 * Writes down what Shopify says of a shop now: makes its row, or brings it up to date. A shop that had left is installed anew from this
 * instant, and is due to be checked. Its currency and time zone are followed at once only until it has orders, for the ledger's sums and
 * days are written in them: afterwards they are noted, and a rebuilding run follows them.
 */
export async function saveShop(profile: ShopProfile): Promise<Shop> {
  const { domain, gid, name, currency, timeZone, plan, scopes } = profile;
  const { rows } = await pool.query(
    statement(sql`
      insert into shop (domain, gid, name, currency, time_zone, plan, scopes, checked_at)
      values (${domain}, ${gid}, ${name}, ${currency}, ${timeZone}, ${plan}, ${[...scopes]}, now())
      on conflict (domain) do update
      set gid = excluded.gid, name = excluded.name, plan = excluded.plan, scopes = excluded.scopes, checked_at = now(),
          installed_at = case when shop.uninstalled_at is null then shop.installed_at else now() end,
          next_check_at = case when shop.uninstalled_at is null then shop.next_check_at else now() end,
          uninstalled_at = null, reported_time_zone = null, reported_currency = null
      returning ${columns}`),
  );
  const saved = shopRow.parse(rows[0]);
  if (saved.currency === currency && saved.timeZone === timeZone) return saved;
  await pool.query("update shop set reported_currency = $2, reported_time_zone = $3 where id = $1", [saved.id, currency, timeZone]);
  return withShop(saved.id, async (tx) => {
    await tx.query(sql`
      update shop
      set    currency = ${currency}, time_zone = ${timeZone}
      where  id = ${saved.id} and not exists (select from orders)`);
    const [row] = await tx.query(sql`select ${columns} from shop where id = ${saved.id}`);
    return shopRow.parse(row);
  });
}

function statement({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) {
  return { text, values: [...values] };
}

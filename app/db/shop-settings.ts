import { z } from "zod";
import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

export const LONGEST_MINUTES = 7 * 24 * 60;

/**
 * What a merchant may choose: the day that weeks begin on, and after how many minutes without a step a checkout or cart counts as
 * abandoned.
 */
export const shopSettings = z.object({
  weekStart: z.enum(["monday", "sunday"]),
  abandonedAfterMinutes: z.number().int().min(1).max(LONGEST_MINUTES),
});

export type ShopSettings = z.output<typeof shopSettings>;

const DEFAULTS: ShopSettings = { weekStart: "monday", abandonedAfterMinutes: 10 };

/** The settings as they are stored: what was never chosen, or is none of the choices any more, is as at first. */
export const storedSettings = z
  .object({
    weekStart: shopSettings.shape.weekStart.catch(DEFAULTS.weekStart),
    abandonedAfterMinutes: shopSettings.shape.abandonedAfterMinutes.catch(DEFAULTS.abandonedAfterMinutes),
  })
  .catch(DEFAULTS);

/** Keeps these settings; others that are stored stay. Throws ZodError where one is no choice. */
export async function saveSettings(tx: ShopTransaction, settings: ShopSettings): Promise<void> {
  const chosen = JSON.stringify(shopSettings.parse(settings));
  await tx.query(sql`update shop set settings = settings || ${chosen}::jsonb where id = ${tx.shopId}`);
}

import { z } from "zod";
import { pool, type ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";

/** The ids of the shops that have the app and rollups older than this version. */
export async function shopsBehind(version: number): Promise<string[]> {
  const { rows } = await pool.query("select id from shop where uninstalled_at is null and rollups_version < $1 order by id", [version]);
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

/** Notes that all rollups of the shop are, or are about to be, of this version. False where they were not older. */
export async function raiseRollupsVersion(tx: ShopTransaction, version: number): Promise<boolean> {
  const raised = await tx.query(
    sql`update shop set rollups_version = ${version} where id = ${tx.shopId} and rollups_version < ${version} returning id`,
  );
  return raised.length > 0;
}

/**
 * Notes what version writes rollups of the shop now. The first one is that of all of them; an older one, for a process of an older deploy
 * is still at work, leaves tables out that it does not know, and makes all of them its own.
 */
export async function noteRollupsVersion(tx: ShopTransaction, version: number): Promise<void> {
  await tx.query(sql`
    update shop
    set    rollups_version = ${version}
    where  id = ${tx.shopId} and (rollups_version is null or rollups_version > ${version})`);
}

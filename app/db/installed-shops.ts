import { z } from "zod";
import { pool } from "../db.server.ts";

/** The ids of all shops that have the app. */
export async function installedShopIds(): Promise<string[]> {
  const { rows } = await pool.query("select id from shop where uninstalled_at is null order by id");
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

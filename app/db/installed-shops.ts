import { z } from "zod";
import { pool } from "../db.server.ts";

/** The ids of all shops that have the app. */
export async function installedShopIds(): Promise<string[]> {
  const { rows } = await pool.query("select id from shop where uninstalled_at is null order by id");
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

/** The ids of all shops whose rows we keep: those too that have taken the app away. */
export async function allShopIds(): Promise<string[]> {
  const { rows } = await pool.query("select id from shop order by id");
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

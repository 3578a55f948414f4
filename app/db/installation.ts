import { pool } from "../db.server.ts";

/**
 * Notes that a shop took the app away at an instant, and forgets its tokens. False, and nothing is changed, when that was noted before, or
 * when the present installation is younger.
 */
export async function markUninstalled(shopId: string, at: Date): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with gone as (
       update shop
       set    uninstalled_at = $2
       where  id = $1 and uninstalled_at is null and installed_at <= $2
       returning domain
     ),
     forgotten as (
       delete from session using gone where session.shop = gone.domain
     )
     select from gone`,
    [shopId, at],
  );
  return rowCount === 1;
}

/** Notes that a shop is installed anew, though nobody told that it had left; it is due to be checked. */
export async function markReturned(domain: string): Promise<void> {
  await pool.query("update shop set installed_at = now(), next_check_at = now() where domain = $1 and uninstalled_at is null", [domain]);
}

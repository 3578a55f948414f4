import { pool } from "../db.server.ts";

/**
 * Notes that a shop took the app away at an instant, and forgets its tokens. False, and nothing is changed, when that was noted before, or when
 * the present installation is younger.
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

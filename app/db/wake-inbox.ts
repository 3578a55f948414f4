import { z } from "zod";
import { pool, withShop } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { LEFT_TO_SYNC } from "./inbox-flood.ts";
import { wakeShort } from "./short-records.ts";

const shopRow = z.object({ id: z.string() });

/** The job that works off an inbox, as app/jobs/catalog.ts names it. */
const TASK = "drain-inbox";
const MAX_ATTEMPTS = 8;

/**
 * Makes what waits in the inbox of the shop with this domain, and the records of it that are to be fetched again, due now, and enqueues the
 * job that works it off: for when what it waited for has come, such as a token that Shopify takes. What is left to a run under way goes on
 * waiting for that. Nothing happens for a shop that is not known, or where nothing waits. Opens a transaction of its own.
 */
export async function wakeInbox(domain: string): Promise<void> {
  const { rows } = await pool.query("select id from shop where domain = $1", [domain]);
  if (rows.length === 0) return;
  const { id } = shopRow.parse(rows[0]);
  await withShop(id, async (tx) => {
    const woken = await tx.query(sql`
      update inbox
      set    due_at = clock_timestamp()
      where  shop_id = ${tx.shopId} and status = 'waiting' and due_at > clock_timestamp() and reason is distinct from ${LEFT_TO_SYNC}
      returning id`);
    if (!(await wakeShort(tx)) && woken.length === 0) return;
    await tx.query(sql`
      select enqueue(
        task => ${TASK},
        payload => json_build_object('shopId', ${tx.shopId}::text),
        job_key => ${`${TASK}:${tx.shopId}`},
        run_at => clock_timestamp(),
        max_attempts => ${MAX_ATTEMPTS}::integer
      )`);
  });
}

import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { keyOf, MAX_ATTEMPTS, type NewJob, queueOf } from "./catalog.ts";

/**
 * Enqueues a job in the transaction that makes it necessary: both are there, or neither. A waiting job with the same key is replaced.
 * `afterMs` counts from the database's now.
 */
export async function enqueue(tx: ShopTransaction, job: NewJob, { afterMs = 0 }: { readonly afterMs?: number } = {}): Promise<void> {
  await tx.query(sql`
    select enqueue(
      task => ${job.name},
      payload => ${JSON.stringify(job.payload)}::json,
      queue_name => ${queueOf(job)},
      job_key => ${keyOf(job)},
      run_at => clock_timestamp() + ${Math.round(afterMs)}::integer * interval '1 millisecond',
      max_attempts => ${MAX_ATTEMPTS}::integer
    )`);
}

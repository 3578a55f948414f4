import type { ShopTransaction } from "../db.server.ts";
import { sql } from "../lib/sql.ts";
import { catalog, type Job, MAX_ATTEMPTS } from "./catalog.ts";

/**
 * Enqueues a job in the transaction that makes it necessary: both are there, or neither. A waiting job with the same key is replaced.
 * `afterMs` counts from the database's now.
 */
export async function enqueue(tx: ShopTransaction, job: Job, { afterMs = 0 }: { readonly afterMs?: number } = {}): Promise<void> {
  await tx.query(sql`
    select enqueue(
      task => ${job.name},
      payload => ${JSON.stringify(job.payload)}::json,
      queue_name => ${queueOf(job)},
      job_key => ${keyOf(job)},
      run_at => clock_timestamp() + ${afterMs}::integer * interval '1 millisecond',
      max_attempts => ${MAX_ATTEMPTS}::integer
    )`);
}

/** The key under which a job waits. */
export function keyOf(job: Job): string {
  switch (job.name) {
    case "submit-operation":
    case "poll-operation":
    case "load-operation":
      return catalog[job.name].key(job.payload);
    case "sweep-runs":
      return catalog[job.name].key();
    default:
      return catalog[job.name].key(job.payload);
  }
}

function queueOf(job: Job): string | null {
  return job.name === "refresh-rollups" ? catalog[job.name].queue(job.payload) : null;
}

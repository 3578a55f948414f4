import { z } from "zod";

const queuedJob = z
  .object({ key: z.string(), is_dead: z.boolean(), last_error: z.string().nullable() })
  .transform((row) => ({ key: row.key, isDead: row.is_dead, lastError: row.last_error }));

/** A job that waits or runs, or is dead: tried as often as it may be, and left lying. */
export type QueuedJob = z.output<typeof queuedJob>;

/** Asks as the owner's role. */
export type OwnerQuery = (text: string, values: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/** Those of the keys that a job bears. Speaks as the owner's role, which alone sees the queue. */
export async function findQueuedJobs(ownerQuery: OwnerQuery, keys: readonly string[]): Promise<QueuedJob[]> {
  const { rows } = await ownerQuery(
    `select   key, locked_at is null and attempts >= max_attempts as is_dead, last_error
     from     graphile_worker._private_jobs
     where    key = any($1::text[])
     order by key`,
    [[...keys]],
  );
  return rows.map((row) => queuedJob.parse(row));
}

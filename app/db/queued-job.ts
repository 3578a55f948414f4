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

/**
 * Puts dead jobs away, which nobody takes up any more. Those that somebody still has to do, by the names of their tasks, come back with all
 * of their attempts in ten minutes; the others go: what they were for has been given up, was replaced by another job while they ran, or is
 * looked after by the sweeps. Says how many of each.
 */
export async function putAwayDeadJobs(ownerQuery: OwnerQuery, revived: readonly string[]): Promise<{ revived: number; gone: number }> {
  const { rows } = await ownerQuery(
    `with dead as (
       select job.id, job.key is not null and task.identifier = any($1::text[]) as is_revived
       from   graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
       where  job.locked_at is null and job.attempts >= job.max_attempts
       for update of job skip locked
     ),
     back as (
       update graphile_worker._private_jobs job
       set    attempts = 0, run_at = clock_timestamp() + interval '10 minutes'
       from   dead
       where  job.id = dead.id and is_revived
     ),
     gone as (
       delete from graphile_worker._private_jobs job using dead where job.id = dead.id and not is_revived
     )
     select count(*) filter (where is_revived)::integer as revived, count(*) filter (where not is_revived)::integer as gone from dead`,
    [[...revived]],
  );
  const [counts] = z.tuple([z.object({ revived: z.number(), gone: z.number() })]).parse(rows);
  return counts;
}

import type pg from "pg";
import { z } from "zod";

/** Speaks as the owner's role: the app's role knows nothing of workers. */
type Client = Pick<pg.ClientBase, "query">;

/** First half of the advisory locks that living workers hold; the second is the number of their row. */
const LOCK_SPACE = 20_261_121;

/** A worker that was seen this lately is alive even if its lock is gone: it may be connecting again. */
const GRACE_MS = 3_000;

/** So often in a row a worker may die at a job before the job has to wait: an unlucky one gets by. */
export const PAUSE_AFTER = 10;

const registered = z.object({ id: z.number() });
const orphan = z.object({ id: z.string(), task: z.string(), kills: z.number() });

/** Enters a worker and takes its lock, which lasts as long as this connection. */
export async function registerWorker(client: Client, poolIds: readonly string[]): Promise<number> {
  const { rows } = await client.query("insert into worker.liveness (pool_ids) values ($1) returning id", [[...poolIds]]);
  const { id } = registered.parse(rows[0]);
  await client.query("select pg_advisory_lock($1, $2)", [LOCK_SPACE, id]);
  return id;
}

/** Says that the worker is alive, and under which names it holds jobs. False when its row is gone: it has to register again. */
export async function beat(client: Client, id: number, poolIds: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query("update worker.liveness set seen_at = clock_timestamp(), pool_ids = $2 where id = $1", [
    id,
    [...poolIds],
  ]);
  return rowCount === 1;
}

/** Takes a worker out that has stopped in good order. */
export async function deregisterWorker(client: Client, id: number): Promise<void> {
  await client.query("delete from worker.liveness where id = $1", [id]);
}

/** A job that a worker was at when it died, and how often in a row that has happened to it. */
export type Orphan = z.output<typeof orphan>;

/**
 * Frees every job and queue that is locked by a worker that no longer lives, so that the next one takes it up: no row, or a row that was
 * not seen lately and whose lock nobody holds. A death costs a job no attempt, however often it comes; from the PAUSE_AFTER-th in a row on
 * the job waits, each time twice as long, up to five minutes: it may be what kills the worker. What had been replaced while it ran goes.
 * Returns the jobs.
 */
export async function releaseDeadWorkers(client: Client): Promise<Orphan[]> {
  await client.query(
    `delete from worker.liveness
     where  seen_at < clock_timestamp() - $2 * interval '1 millisecond'
     and    pg_try_advisory_xact_lock($1, id)`,
    [LOCK_SPACE, GRACE_MS],
  );
  const { rows } = await client.query(
    `with held as (
       select locked_by as pool_id, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
     ),
     dead as (
       select distinct pool_id
       from   held
       where  locked_at < clock_timestamp() - $1 * interval '1 millisecond'
       and    not exists (select from worker.liveness where pool_id = any(pool_ids))
     ),
     replaced as (
       delete from graphile_worker._private_jobs job using dead
       where  job.locked_by = dead.pool_id and job.key is null and job.attempts >= job.max_attempts
     ),
     queues as (
       update graphile_worker._private_job_queues queue set locked_by = null, locked_at = null from dead where queue.locked_by = dead.pool_id
     ),
     counted as (
       insert into worker.job_kills as known (job_id, kills)
       select job.id, 1
       from   graphile_worker._private_jobs job join dead on job.locked_by = dead.pool_id
       where  job.key is not null or job.attempts < job.max_attempts
       on conflict (job_id) do update set kills = known.kills + 1
       returning job_id, kills
     ),
     freed as (
       update graphile_worker._private_jobs job
       set    locked_by = null, locked_at = null, attempts = greatest(0, attempts - 1),
              run_at = case when kills < $2 then run_at else clock_timestamp() + least(300, power(2, kills - $2)) * interval '1 second' end,
              last_error = case when kills < $2 then last_error else format('The worker died %s times in a row while it was at this job.', kills) end
       from   counted
       where  job.id = counted.job_id and job.locked_by in (select pool_id from dead)
       returning job.id, job.task_id, counted.kills
     )
     select freed.id::text, task.identifier as task, freed.kills
     from   freed join graphile_worker._private_tasks task on task.id = freed.task_id
     order by freed.id`,
    [GRACE_MS, PAUSE_AFTER],
  );
  if (rows.length > 0) {
    await client.query(
      "delete from worker.job_kills where not exists (select from graphile_worker._private_jobs job where job.id = job_kills.job_id)",
    );
  }
  return rows.map((row) => orphan.parse(row));
}

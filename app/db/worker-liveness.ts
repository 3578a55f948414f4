import type pg from "pg";
import { z } from "zod";

/** Speaks as the owner's role: the app's role knows nothing of workers. */
type Client = Pick<pg.ClientBase, "query">;

/** First half of the advisory locks that living workers hold; the second is the number of their row. */
const LOCK_SPACE = 20_261_121;

/** A worker that was seen this lately is alive even if its lock is gone: it may be connecting again. */
const GRACE_MS = 3_000;

const registered = z.object({ id: z.number() });
const unlocked = z.object({ pool_id: z.string() });

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

/**
 * Frees every job and queue that is locked by a worker that no longer lives, so that the next one takes it up: no row, or a row that was
 * not seen lately and whose lock nobody holds. Returns the names under which the dead held them.
 */
export async function releaseDeadWorkers(client: Client): Promise<string[]> {
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
     )
     select pool_id, graphile_worker.force_unlock_workers(array[pool_id]) from dead`,
    [GRACE_MS],
  );
  return rows.map((row) => unlocked.parse(row).pool_id);
}

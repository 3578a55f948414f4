import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { beat, deregisterWorker, PAUSE_AFTER, registerWorker, releaseDeadWorkers } from "./worker-liveness.ts";

const connectionString = process.env.DATABASE_OWNER_URL ?? "";
const looker = new pg.Client({ connectionString });
const other = new pg.Client({ connectionString });

beforeAll(async () => {
  await looker.connect();
  await other.connect();
});
afterEach(async () => {
  await looker.query("delete from worker.liveness");
  await looker.query("delete from graphile_worker._private_jobs");
  await other.query("select pg_advisory_unlock_all()");
});
afterAll(async () => {
  await looker.end();
  await other.end();
});

test("the jobs of a worker that lives stay its own, though it was not seen for a while", async () => {
  await registerWorker(other, ["pool-a"]);
  await jobLockedBy("pool-a");
  await longAgo();

  expect(await releaseDeadWorkers(looker)).toEqual([]);
  expect(await locks()).toEqual(["pool-a"]);
});

test("the jobs of a worker whose connection is gone are freed, and it is forgotten", async () => {
  await registerWorker(other, ["pool-b", "pool-c"]);
  await jobLockedBy("pool-b");
  await jobLockedBy("pool-c");
  await other.query("select pg_advisory_unlock_all()"); // as its end would
  await longAgo();

  expect((await releaseDeadWorkers(looker)).map(({ task, kills }) => [task, kills])).toEqual([
    ["anything", 1],
    ["anything", 1],
  ]);
  expect(await locks()).toEqual([null, null]);
  expect((await looker.query("select from worker.liveness")).rowCount).toBe(0);
});

test("a worker that was seen just now has time to come back after its connection broke", async () => {
  const id = await registerWorker(other, []);
  await beat(other, id, ["pool-d"]);
  await jobLockedBy("pool-d");
  await looker.query("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'");
  await other.query("select pg_advisory_unlock_all()");

  expect(await releaseDeadWorkers(looker)).toEqual([]);
});

test("jobs that a worker locked before it ever said its name are freed", async () => {
  await jobLockedBy("pool-nameless");
  await longAgo();

  expect(await releaseDeadWorkers(looker)).toHaveLength(1);
  expect(await locks()).toEqual([null]);
});

test("a worker that was taken for dead learns it from its next beat", async () => {
  const id = await registerWorker(other, []);
  await deregisterWorker(looker, id);

  expect(await beat(other, id, [])).toBe(false);
});

test("however often workers are killed at it, a job has all of its attempts; from the tenth time on it waits, longer each time", async () => {
  await looker.query("select graphile_worker.add_job('anything', job_key => 'one', max_attempts => 3)");
  const pauses: { atLeast: number; atMost: number }[] = [];
  for (let kill = 1; kill <= PAUSE_AFTER + 12; kill += 1) {
    // as a worker takes it up
    await looker.query("update graphile_worker._private_jobs set locked_by = 'pool-e', attempts = attempts + 1, run_at = now()");
    await longAgo();
    const before = await moment();
    expect(await releaseDeadWorkers(looker)).toMatchObject([{ task: "anything", kills: kill }]);
    const after = await moment();
    const { rows } = await looker.query(
      "select attempts, is_available, last_error, extract(epoch from run_at)::float8 as runs_at from graphile_worker._private_jobs",
    );
    expect(rows[0]).toMatchObject({ attempts: 0, is_available: true });
    pauses.push({ atLeast: rows[0].runs_at - after, atMost: rows[0].runs_at - before });
    if (kill >= PAUSE_AFTER) expect(rows[0].last_error).toBe(`The worker died ${kill} times in a row while it was at this job.`);
  }

  for (const { atMost } of pauses.slice(0, PAUSE_AFTER - 1)) expect(atMost).toBeLessThanOrEqual(0);
  for (const [place, seconds] of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300].entries()) {
    expect(pauses[PAUSE_AFTER - 1 + place]?.atLeast).toBeLessThanOrEqual(seconds);
    expect(pauses[PAUSE_AFTER - 1 + place]?.atMost).toBeGreaterThanOrEqual(seconds);
  }
});

test("a job that was replaced while a worker was at it, which then died, is not left lying", async () => {
  await looker.query("select graphile_worker.add_job('anything', job_key => 'two', max_attempts => 8)");
  await looker.query("update graphile_worker._private_jobs set locked_by = 'pool-f', attempts = 1");
  await looker.query("select graphile_worker.add_job('anything', job_key => 'two', max_attempts => 8)");
  await longAgo();
  await releaseDeadWorkers(looker);

  expect((await looker.query("select key, attempts from graphile_worker._private_jobs")).rows).toEqual([{ key: "two", attempts: 0 }]);
});

async function jobLockedBy(poolId: string): Promise<void> {
  const { rows } = await looker.query("select (graphile_worker.add_job('anything', json_build_object('of', $1::text))).id", [poolId]);
  await looker.query("update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where id = $2", [poolId, rows[0]?.id]);
}

/** The database's time, in seconds. */
async function moment(): Promise<number> {
  return (await looker.query("select extract(epoch from clock_timestamp())::float8 as at")).rows[0]?.at;
}

async function longAgo(): Promise<void> {
  await looker.query("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where locked_by is not null");
  await looker.query("update worker.liveness set seen_at = now() - interval '1 minute'");
}

async function locks(): Promise<unknown[]> {
  return (await looker.query("select locked_by from graphile_worker._private_jobs order by id")).rows.map((row) => row.locked_by);
}

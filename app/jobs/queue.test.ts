import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { givenShop } from "../../test/factories/shop.ts";
import { withShop } from "../db.server.ts";
import { enqueue } from "./queue.ts";

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
let shopId: string;

beforeAll(async () => {
  await owner.connect();
  shopId = (await givenShop()).id;
});
beforeEach(() => owner.query("delete from graphile_worker._private_jobs"));
afterAll(() => owner.end());

test("a job waits once its transaction has committed, with its key and its attempts", async () => {
  await withShop(shopId, (tx) => enqueue(tx, { name: "start-sync", payload: { shopId, runId: "7" } }));

  const [job, ...others] = await waiting();
  expect(job).toMatchObject({ task: "start-sync", key: `start-sync:${shopId}:7`, queue: null, attempts: 8 });
  expect(job?.at_least_in).toBeLessThanOrEqual(0);
  expect(others).toEqual([]);
});

test("a transaction that fails leaves no job", async () => {
  const failing = withShop(shopId, async (tx) => {
    await enqueue(tx, { name: "start-sync", payload: { shopId, runId: "7" } });
    throw new Error("too late");
  });

  await expect(failing).rejects.toThrow("too late");
  expect(await waiting()).toEqual([]);
});

test("of the jobs of one operation the last takes the place of the one that waits", async () => {
  const payload = { shopId, operationId: "3" };
  await withShop(shopId, (tx) => enqueue(tx, { name: "poll-operation", payload }, { afterMs: 60_000 }));
  await withShop(shopId, (tx) => enqueue(tx, { name: "poll-operation", payload: { ...payload, polls: 1 } }, { afterMs: 5_000 }));

  const [job, ...others] = await waiting();
  expect(job?.key).toBe(`poll-operation:${shopId}:3`);
  expect(job?.at_least_in).toBeLessThanOrEqual(5);
  expect(job?.at_most_in).toBeGreaterThanOrEqual(5);
  expect(others).toEqual([]);
});

test("refreshes of one shop stand in line, those of another do not", async () => {
  await withShop(shopId, (tx) => enqueue(tx, { name: "refresh-rollups", payload: { shopId, runId: "1" } }));
  await withShop(shopId, (tx) => enqueue(tx, { name: "refresh-rollups", payload: { shopId, runId: "2" } }));
  const { id } = await givenShop();
  await withShop(id, (tx) => enqueue(tx, { name: "refresh-rollups", payload: { shopId: id, runId: "3" } }));

  expect((await waiting()).map((row) => row.queue)).toEqual([
    `refresh-rollups:${shopId}`,
    `refresh-rollups:${shopId}`,
    `refresh-rollups:${id}`,
  ]);
});

test("a job of another shop is refused", async () => {
  const { id } = await givenShop();

  await expect(withShop(shopId, (tx) => enqueue(tx, { name: "start-sync", payload: { shopId: id, runId: "1" } }))).rejects.toThrow(
    "names shop",
  );
});

/** The jobs, and in how many seconds each is due: counted from now, and from when it was enqueued. */
async function waiting(): Promise<Record<string, unknown>[]> {
  const { rows } = await owner.query(
    `select task_identifier as task, key, queue_name as queue, max_attempts as attempts,
            extract(epoch from run_at - clock_timestamp())::float8 as at_least_in, extract(epoch from run_at - updated_at)::float8 as at_most_in
     from   graphile_worker.jobs
     order  by id`,
  );
  return rows;
}

import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GivenShop, givenShop } from "../../../test/factories/shop.ts";
import { currentSync, lastSync } from "../../db/sync-progress.ts";
import { withShop } from "../../db.server.ts";
import { cancelSync } from "../cancel-sync.ts";
import type { JobContext } from "../job-context.ts";
import { requestSync } from "../request-sync.ts";
import { beginRun } from "./start-sync.ts";
import { sweepRuns } from "./sweep-runs.ts";

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? "" });
const context: JobContext = { signal: new AbortController().signal, ownerQuery: (text, values) => owner.query(text, values) };
let shop: GivenShop;
let runId: string;

beforeAll(() => owner.connect());
beforeEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
  shop = await givenShop();
  runId = (await requestSync(shop)).run.id;
});
afterEach(() => cancelSync(shop, runId));
afterAll(() => owner.end());

test("a run whose job is there is left alone", async () => {
  const before = await jobs();

  await sweepRuns(context);

  expect(await jobs()).toEqual(before);
});

test("a run that was requested and whose job vanished is given one", async () => {
  await owner.query("delete from graphile_worker._private_jobs");

  await sweepRuns(context);

  expect((await jobs()).map(({ key }) => key)).toEqual([`start-sync:${shop.id}:${runId}`]);
});

test("each operation that has not ended is given its job, and a run that lost only its last job that one", async () => {
  await withShop(shop.id, (tx) => beginRun(tx, runId));
  await owner.query("delete from graphile_worker._private_jobs");

  await sweepRuns(context);

  expect((await jobs()).map(({ task }) => task)).toEqual(Array.from({ length: 5 }, () => "submit-operation"));

  await withShop(shop.id, (tx) => tx.query("update bulk_operation set status = 'loaded'"));
  await owner.query("delete from graphile_worker._private_jobs");
  await sweepRuns(context);

  expect((await jobs()).map(({ task }) => task)).toEqual(["refresh-rollups"]);
});

test("a run whose job has died ends as failed, with the job's last words", async () => {
  await owner.query("update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'the sky fell\n at line 1'");

  await sweepRuns(context);

  expect(await currentSync(shop)).toBeNull();
  expect(await lastSync(shop)).toMatchObject({
    status: "failed",
    error: "Starting the sync: the sky fell",
    remedy: "Sync again. What was loaded stays, and is not loaded twice.",
  });
});

test("no dead job stays: what nobody enqueues anew comes back, the others go", async () => {
  await cancelSync(shop, runId);
  await owner.query("delete from graphile_worker._private_jobs");
  const keys = ["release-run:1:1", "drain-inbox:1:1763", "check-shop:1", "poll-operation:1:9", null];
  for (const key of keys)
    await owner.query("select graphile_worker.add_job($1, job_key => $2, max_attempts => 8)", [
      key?.split(":")[0] ?? "load-operation",
      key,
    ]);
  await owner.query("update graphile_worker._private_jobs set attempts = max_attempts");

  await sweepRuns(context);

  const { rows } = await owner.query(
    "select key, attempts, round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker._private_jobs order by key",
  );
  expect(rows).toEqual(["check-shop:1", "drain-inbox:1:1763", "release-run:1:1"].map((key) => ({ key, attempts: 0, minutes: 10 })));
});

async function jobs(): Promise<{ task: string; key: string }[]> {
  const { rows } = await owner.query(
    "select task_identifier as task, key from graphile_worker.jobs where key not like 'release-run%' order by id",
  );
  return rows;
}

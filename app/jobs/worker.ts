import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseCronItems, type Runner, type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { logger } from "../logger.server.ts";
import { type JobName, jobNames, loadJobs } from "./catalog.ts";
import { keepAlive } from "./liveness.ts";
import { taskList } from "./task-list.ts";
import { workerLogger } from "./worker-logger.ts";

/** Two loads at a time keep two cores busy; everything else waits for Shopify most of the time. */
const LOADS_AT_ONCE = 2;
const OTHERS_AT_ONCE = 4;
const LONGEST_PAUSE_MS = 10_000;

const everyMinute = parseCronItems(
  ["sweep-runs", "sweep-inboxes", "sweep-checks", "sweep-rollups"].map((task) => ({
    task,
    match: "* * * * *",
    options: { backfillPeriod: 0 },
  })),
);

/** What a deploy has changed is not to wait for the next full minute. */
const atStart: readonly JobName[] = ["sweep-rollups"];

export type Worker = {
  /** Resolves when the worker has stopped. */
  readonly ended: Promise<void>;
  /** Lets jobs come to their next checkpoint, puts them back, and ends. */
  stop(): Promise<void>;
};

/**
 * Works off jobs until it is stopped. Speaks with the queue as the owner of the database. While the database is away it waits and then goes
 * on; what a killed worker had locked it takes over.
 */
export function startWorker(ownerUrl: string): Worker {
  const stopping = new AbortController();
  const pools = new Map<WorkerEvents, string>();
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 12 });
  const onLoss = (error: Error) => logger.debug({ error: error.message }, "the worker lost a database connection");
  pool.on("error", onLoss);
  pool.on("connect", (client) => client.on("error", onLoss)); // one in use must not end the process either
  const liveness = keepAlive(ownerUrl, () => [...pools.values()]);

  const others = jobNames.filter((name) => !loadJobs.includes(name));
  const lanes = [
    lane(pool, stopping.signal, pools, { concurrency: LOADS_AT_ONCE, taskList: taskList(loadJobs, stopping.signal), parsedCronItems: [] }),
    lane(pool, stopping.signal, pools, {
      concurrency: OTHERS_AT_ONCE,
      taskList: taskList(others, stopping.signal),
      parsedCronItems: everyMinute,
    }),
  ];
  const ended = Promise.all(lanes).then(async () => {
    await liveness.stop();
    await pool.end();
  });

  return {
    ended,
    async stop() {
      stopping.abort(new Error("the worker is told to stop"));
      await ended;
    },
  };
}

/** One runner, started again for as long as the worker is not to stop: it gives up by itself when the database is away for long. */
async function lane(pgPool: pg.Pool, signal: AbortSignal, pools: Map<WorkerEvents, string>, options: RunnerOptions): Promise<void> {
  const first = atStart.filter((name) => options.taskList && name in options.taskList);
  for (let failures = 0; !signal.aborted; failures += 1) {
    const events: WorkerEvents = new EventEmitter();
    events.on("pool:create", ({ workerPool }) => pools.set(events, workerPool.id));
    events.on("worker:getJob:empty", () => {
      failures = 0;
    });
    try {
      const runner = await run({
        pgPool,
        events,
        logger: workerLogger,
        noHandleSignals: true,
        pollInterval: 100,
        // without these a stop loses the completion of the last job, which stays locked
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        ...options,
      });
      for (const name of first) await runner.addJob(name, {}, { jobKey: name });
      await untilEnded(runner, signal);
    } catch (error) {
      logger.warn({ error: error instanceof Error ? error.message : String(error) }, "the worker cannot reach its queue: it tries again");
    }
    pools.delete(events);
    if (!signal.aborted) await sleep(Math.min(LONGEST_PAUSE_MS, 200 * 2 ** failures), undefined, { signal }).catch(() => undefined);
  }
}

async function untilEnded(runner: Runner, signal: AbortSignal): Promise<void> {
  const stop = () => {
    runner.stop().catch((error: unknown) => logger.warn({ error: String(error) }, "the queue's runner did not stop in good order"));
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    await runner.promise;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

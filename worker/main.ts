import { env } from "../app/env.server.ts";
import { startWorker } from "../app/jobs/worker.ts";
import { logger } from "../app/logger.server.ts";

/** So long jobs may take to come to a checkpoint; what then still runs is taken over by the next worker. */
const PATIENCE_MS = 4_000;

if (env.DATABASE_OWNER_URL === undefined) {
  process.stderr.write(
    "Tillwise's worker cannot start: DATABASE_OWNER_URL is not set. It must be the PostgreSQL address of the role that owns the tables, " +
      "the same as for `npm run setup`.\n",
  );
  process.exit(1);
}

const worker = startWorker(env.DATABASE_OWNER_URL);
logger.info({ pid: process.pid }, "the worker is looking for jobs");

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "the worker stops");
    setTimeout(() => {
      logger.warn("the worker ends although a job still runs: the next worker takes it over");
      process.exit(0);
    }, PATIENCE_MS).unref();
    void worker.stop().then(() => process.exit(0));
  });
}

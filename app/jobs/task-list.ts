import type { JobHelpers, Task, TaskList } from "graphile-worker";
import { ShopGone } from "../db/shop.ts";
import { withShop } from "../db.server.ts";
import { logger } from "../logger.server.ts";
import { type Job, type JobName, jobNames, job as jobSchema } from "./catalog.ts";
import { mayRetry } from "./explain.ts";
import { giveUpJob } from "./give-up.ts";
import { handle } from "./handle.ts";
import { enqueue } from "./queue.ts";

/** The handlers of the named jobs as graphile-worker takes them. `signal` tells them that the worker is to stop. */
export function taskList(names: readonly JobName[], signal: AbortSignal): TaskList {
  return Object.fromEntries(jobNames.filter((name) => names.includes(name)).map((name) => [name, task(name, signal)]));
}

/**
 * What is the same for all jobs: the payload is parsed; a stop of the worker costs no attempt; what cannot succeed, or has been tried
 * often enough, is written down where the merchant sees it; everything else goes back to the queue, which tries it again later.
 */
function task(name: JobName, signal: AbortSignal): Task {
  return async (payload: unknown, helpers: JobHelpers) => {
    const job = jobSchema.parse({ name, payload });
    try {
      await handle(job, { signal, ownerQuery: (text, values) => helpers.query(text, values) });
    } catch (error) {
      if (error instanceof ShopGone) return; // and nothing of it is left to be done
      if (signal.aborted && (await putBack(job))) return;
      const { attempts, max_attempts: most } = helpers.job;
      logger.warn({ job: name, payload: job.payload, attempt: attempts, error: messageOf(error) }, "a job failed");
      if (mayRetry(error) && attempts < most) throw error;
      await giveUpJob(job, error);
    }
  };
}

/** A job that was stopped at a checkpoint waits anew, with all of its attempts, for the next worker. False where that was not possible. */
async function putBack(job: Job): Promise<boolean> {
  if (!("shopId" in job.payload)) return true; // the next minute brings another
  try {
    await withShop(job.payload.shopId, (tx) => enqueue(tx, job));
    return true;
  } catch (error) {
    logger.warn({ job: job.name, error: messageOf(error) }, "a stopped job could not be put back");
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

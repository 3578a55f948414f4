import type { Job } from "./catalog.ts";
import { checkShop } from "./handlers/check-shop.ts";
import { drainInbox } from "./handlers/drain-inbox.ts";
import { loadOperation } from "./handlers/load-operation.ts";
import { pollOperation } from "./handlers/poll-operation.ts";
import { rebuildDays } from "./handlers/rebuild-days.ts";
import { rebuildRollups } from "./handlers/rebuild-rollups.ts";
import { refreshRollups } from "./handlers/refresh-rollups.ts";
import { releaseRun } from "./handlers/release-run.ts";
import { startSync } from "./handlers/start-sync.ts";
import { submitOperation } from "./handlers/submit-operation.ts";
import { sweepChecks } from "./handlers/sweep-checks.ts";
import { sweepInboxes } from "./handlers/sweep-inboxes.ts";
import { sweepRollups } from "./handlers/sweep-rollups.ts";
import { sweepRuns } from "./handlers/sweep-runs.ts";
import type { JobContext } from "./job-context.ts";

/** Does a job. Every handler looks first whether its work is still to be done: a job may come twice. */
export function handle(job: Job, context: JobContext): Promise<void> {
  switch (job.name) {
    case "start-sync":
      return startSync(job.payload);
    case "submit-operation":
      return submitOperation(job.payload);
    case "poll-operation":
      return pollOperation(job.payload);
    case "load-operation":
      return loadOperation(job.payload, context);
    case "refresh-rollups":
      return refreshRollups(job.payload, context);
    case "release-run":
      return releaseRun(job.payload);
    case "sweep-runs":
      return sweepRuns(context);
    case "drain-inbox":
      return drainInbox(job.payload, context);
    case "sweep-inboxes":
      return sweepInboxes(context);
    case "check-shop":
      return checkShop(job.payload);
    case "rebuild-days":
      return rebuildDays(job.payload, context);
    case "sweep-checks":
      return sweepChecks(context);
    case "rebuild-rollups":
      return rebuildRollups(job.payload);
    case "sweep-rollups":
      return sweepRollups(context);
  }
}

import { Logger } from "graphile-worker";
import { logger } from "../logger.server.ts";

/** graphile-worker's words in the app's log, without jobs' payloads and one step quieter: what jobs do they say themselves. */
export const workerLogger = new Logger((scope) => (level, message) => {
  const line = { workerId: scope.workerId, task: scope.taskIdentifier, job: scope.jobId };
  if (level === "error") logger.warn(line, message);
  else if (level === "warning") logger.info(line, message);
  else logger.trace(line, message);
});

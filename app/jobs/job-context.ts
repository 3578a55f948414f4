import type { OwnerQuery } from "../db/queued-job.ts";

/** What a handler is given besides its payload. */
export type JobContext = {
  /** Aborts when the worker is told to stop: what goes on for long stops at its next checkpoint, and is taken up again later. */
  readonly signal: AbortSignal;
  /** For the queue's own tables, never for a shop's rows. */
  readonly ownerQuery: OwnerQuery;
};

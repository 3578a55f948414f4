import { z } from "zod";

const id = z.string().regex(/^[1-9]\d*$/);
const ofRun = z.object({ shopId: id, runId: id });
const ofOperation = z.object({ shopId: id, operationId: id });

/**
 * Every job by its name: what it carries, and of which at most one waits at a time (`key`). Jobs with the same `queue` run one after the
 * other; all others side by side. A key that is enqueued again replaces the waiting job, and takes the retries away from a running one.
 */
export const catalog = {
  /** Turns a requested run into its bulk operations. */
  "start-sync": { payload: ofRun, key: perRun("start-sync") },
  /** Submits one export to Shopify; `waits` counts how often there was no slot. */
  "submit-operation": { payload: ofOperation.extend({ waits: z.number().int().default(0) }), key: perOperation("submit-operation") },
  /** Asks Shopify how far one export is; `polls` counts how often that was done. */
  "poll-operation": { payload: ofOperation.extend({ polls: z.number().int().default(0) }), key: perOperation("poll-operation") },
  /** Brings the file of a completed export into the facts; `waits` counts how often another worker was at it. */
  "load-operation": { payload: ofOperation, key: perOperation("load-operation") },
  /** Brings the rollups up to the facts, and ends the run if there is nothing left to load. */
  "refresh-rollups": {
    payload: ofRun,
    key: perRun("refresh-rollups"),
    queue: ({ shopId }: { shopId: string }) => `refresh-rollups:${shopId}`,
  },
  /** Frees what a cancelled run holds: its slots at Shopify and its staged rows. */
  "release-run": { payload: ofRun, key: perRun("release-run") },
  /** Once a minute: looks for runs under way that no job carries on. */
  "sweep-runs": { payload: z.object({}), key: () => "sweep-runs" },
} as const;

export type JobName = keyof typeof catalog;
export type Payload<Name extends JobName> = z.output<(typeof catalog)[Name]["payload"]>;

/** A job as it is enqueued: its name with what it carries. */
export type Job = { [Name in JobName]: { readonly name: Name; readonly payload: z.input<(typeof catalog)[Name]["payload"]> } }[JobName];

/** Loads are worked off apart from all other jobs, so that a long file never keeps a poll waiting. */
export const loadJobs: readonly JobName[] = ["load-operation"];

/** After so many attempts, the last about half an hour after the first, a job is given up and its run says so. */
export const MAX_ATTEMPTS = 8;

function perRun(name: string) {
  return ({ shopId, runId }: { shopId: string; runId: string }) => `${name}:${shopId}:${runId}`;
}

function perOperation(name: string) {
  return ({ shopId, operationId }: { shopId: string; operationId: string }) => `${name}:${shopId}:${operationId}`;
}

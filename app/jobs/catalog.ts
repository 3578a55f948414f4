import { z } from "zod";

const id = z.string().regex(/^[1-9]\d*$/);
const ofShop = z.object({ shopId: id });
const ofRun = z.object({ shopId: id, runId: id });
const ofOperation = z.object({ shopId: id, operationId: id });
const times = z.number().int().min(0).default(0);

/** Every job: its name, and what it carries. */
export const job = z.discriminatedUnion("name", [
  /** Turns a requested run into its bulk operations. */
  z.object({ name: z.literal("start-sync"), payload: ofRun }),
  /** Submits one export to Shopify; `waits` counts how often there was no slot. */
  z.object({ name: z.literal("submit-operation"), payload: ofOperation.extend({ waits: times }) }),
  /** Asks Shopify how far one export is; `polls` counts how often that was done, `still` how often in a row nothing had moved. */
  z.object({ name: z.literal("poll-operation"), payload: ofOperation.extend({ polls: times, still: times }) }),
  /** Brings the file of a completed export into the facts. */
  z.object({ name: z.literal("load-operation"), payload: ofOperation }),
  /** Brings the rollups up to the facts, and ends the run if nothing is left to load. */
  z.object({ name: z.literal("refresh-rollups"), payload: ofRun }),
  /** Frees what the ended operations of a run still hold, at Shopify and in staging. */
  z.object({ name: z.literal("release-run"), payload: ofRun }),
  /** Once a minute: looks for runs under way that no job carries on. */
  z.object({ name: z.literal("sweep-runs"), payload: z.object({}) }),
  /** Works off the webhooks that wait in a shop's inbox. The door enqueues it too, under keys of its own (receive_webhooks). */
  z.object({ name: z.literal("drain-inbox"), payload: ofShop }),
  /** Asks Shopify what the shop is, and has what changed brought in. */
  z.object({ name: z.literal("check-shop"), payload: ofShop }),
  /** Reckons the days of the ledger anew in the time zone that the shop has now. */
  z.object({ name: z.literal("rebuild-days"), payload: ofRun }),
  /** Once a minute: looks for shops whose night it is, that came back, or that changed their time zone. */
  z.object({ name: z.literal("sweep-checks"), payload: z.object({}) }),
  /** Recomputes all rollups of a shop that an older version has written. */
  z.object({ name: z.literal("rebuild-rollups"), payload: ofShop }),
  /** At a worker's start and once a minute: looks for shops whose rollups are of an older version. */
  z.object({ name: z.literal("sweep-rollups"), payload: z.object({}) }),
  /** Once a minute: looks for webhooks that wait and that nobody has started on. */
  z.object({ name: z.literal("sweep-inboxes"), payload: z.object({}) }),
]);

/** A job as its handler gets it. */
export type Job = z.output<typeof job>;
/** A job as it is enqueued: counters may be left out. */
export type NewJob = z.input<typeof job>;
export type JobName = Job["name"];
export type Payload<Name extends JobName> = Extract<Job, { name: Name }>["payload"];

export const jobNames: readonly JobName[] = job.options.map((option) => option.shape.name.value);

/** Loads are worked off apart from all other jobs, so that a long file never keeps a poll waiting. */
export const loadJobs: readonly JobName[] = ["load-operation"];

/** After so many attempts, the last about half an hour after the first, a job is given up and its run says so. */
export const MAX_ATTEMPTS = 8;

/** Of jobs with one key only one waits: another takes its place, and takes the retries away from one that runs. */
export function keyOf({ name, payload }: NewJob): string {
  if ("operationId" in payload) return `${name}:${payload.shopId}:${payload.operationId}`;
  if ("runId" in payload) return `${name}:${payload.shopId}:${payload.runId}`;
  return "shopId" in payload ? `${name}:${payload.shopId}` : name;
}

/** Jobs of one queue run one after the other; those without one side by side. One shop never waits for another. */
export function queueOf({ name, payload }: NewJob): string | null {
  const refreshes = name === "refresh-rollups" || name === "rebuild-rollups";
  return refreshes && "shopId" in payload ? `refresh-rollups:${payload.shopId}` : null;
}

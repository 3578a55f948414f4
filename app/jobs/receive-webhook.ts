import { isDatabaseAway } from "../db/database-away.ts";
import { type InboxEntry, type Received, receiveEntries } from "../db/inbox.ts";
import { inBatches, TooManyWaiting } from "../lib/batches.ts";
import { type JobName, MAX_ATTEMPTS } from "./catalog.ts";

const TASK: JobName = "drain-inbox";

/** Deliveries that come while two batches are on their way to the database go together with the next. */
const BATCHES = { atOnce: 2, size: 500, limit: 5_000 };

/** A job that is due sooner than this may begin before a delivery is stored: it is not relied on. */
const MARGIN_MS = 100;

/** When the next job of a shop is due, by its domain, in milliseconds of the process's own clock. */
const dueAt = new Map<string, number>();

const receiveTogether = inBatches(receive, BATCHES);

/**
 * Stores a delivery and makes sure that a job is due that will see it, at most one a second and shop. Resolves once it is committed, and
 * with "unknown shop" where it was not kept. Rejects with the database's error, or with TooManyWaiting.
 */
export async function receiveWebhook(entry: InboxEntry): Promise<"received" | "unknown shop"> {
  const batch = await receiveTogether(entry).catch((error: unknown) => {
    if (error instanceof TooManyWaiting || isDatabaseAway(error)) throw error;
    return receive([entry]); // what one delivery of a batch is refused for is not the others' fault
  });
  return batch.has(entry.domain) ? "received" : "unknown shop";
}

async function receive(entries: readonly InboxEntry[]): Promise<ReadonlyMap<string, Received>> {
  const sentAt = performance.now();
  const needsJob = ({ domain, status }: InboxEntry) => status === "waiting" && (dueAt.get(domain) ?? 0) - sentAt < MARGIN_MS;
  const batch = await receiveEntries(
    entries.map((entry) => ({ ...entry, nudge: needsJob(entry) })),
    { task: TASK, maxAttempts: MAX_ATTEMPTS },
  );
  for (const [domain, { dueInMs }] of batch) if (dueInMs !== null) dueAt.set(domain, sentAt + dueInMs);
  return batch;
}

import { isDatabaseAway } from "../db/database-away.ts";
import { type InboxEntry, type Received, receiveEntries } from "../db/inbox.ts";
import { inBatches } from "../lib/batches.ts";
import { MAX_ATTEMPTS } from "./catalog.ts";

const TASK = "drain-inbox";

/** Deliveries that come while two batches are on their way to the database go together with the next. */
const BATCHES = { atOnce: 2, size: 500, limit: 5_000 };

/** A job that is due sooner than this may begin before a delivery is stored: it is no longer relied on. */
const MARGIN_MS = 100;

type Batch = ReadonlyMap<string, Received>;

/** When the next job of a shop is due, in milliseconds of the process's own clock. */
const dueAt = new Map<string, number>();

/**
 * Stores a delivery and makes sure that a job is due that will see it, at most one a second and shop. Resolves when it is committed: with
 * "unknown shop" where it was not kept. Rejects with the database's error, or with TooManyWaiting.
 */
export async function receiveWebhook(entry: InboxEntry): Promise<"received" | "unknown shop"> {
  const batch = await receiveTogether(entry);
  return batch.has(entry.domain) ? "received" : "unknown shop";
}

const receiveTogether = inBatches(receive, BATCHES);

async function receive(entries: readonly InboxEntry[]): Promise<Batch> {
  const sentAt = performance.now();
  const relied = new Map([...dueAt].filter(([, due]) => due - sentAt > MARGIN_MS));
  try {
    const batch = await receiveEntries(
      entries.map((entry) => ({ ...entry, nudge: entry.status === "waiting" && !relied.has(entry.domain) })),
      { task: TASK, maxAttempts: MAX_ATTEMPTS },
    );
    remember(batch, sentAt);
    return batch;
  } catch (error) {
    if (entries.length === 1 || isDatabaseAway(error)) throw error;
    return oneByOne(entries);
  }
}

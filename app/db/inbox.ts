import { z } from "zod";
import { pool } from "../db.server.ts";

/**
 * A delivery as the inbox keeps it. `recordId` and `relatedId` are digits or a token; `fields` and `sealed` are what is left of the body.
 */
export type InboxEntry = {
  readonly domain: string;
  readonly webhookId: string;
  readonly topic: string;
  readonly eventId: string | null;
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly recordId: string | null;
  readonly relatedId: string | null;
  readonly triggeredAt: string | null;
  /** When the record was changed, as the body says; null where it does not. */
  readonly changedAt: string | null;
  readonly status: "waiting" | "dead";
  readonly reason: string | null;
  readonly fields: unknown;
  readonly sealed: string | null;
};

/** The job that a batch makes for its shops, and how often it is tried. */
export type Nudge = { readonly task: string; readonly maxAttempts: number };

/** What became of a shop's deliveries in a batch. `dueInMs`: when its job runs, null if none was asked for. */
export type Received = { readonly stored: number; readonly duplicates: number; readonly dueInMs: number | null };

const received = z
  .object({
    shop_domain: z.string(),
    stored: z.coerce.number(),
    duplicates: z.coerce.number(),
    due_in_ms: z.number().nullable(),
  })
  .transform((row): [string, Received] => [row.shop_domain, { stored: row.stored, duplicates: row.duplicates, dueInMs: row.due_in_ms }]);

/**
 * Takes deliveries into the inboxes of their shops in one round trip and one transaction, and enqueues a job for each shop of which an
 * entry says `nudge`. Each shop's rows are written under its own policy (see the function receive_webhooks). Answers by domain: a domain
 * that is missing is no shop of ours, and its deliveries were not kept. A webhook that is there already is counted on its first row.
 */
export async function receiveEntries(
  entries: readonly (InboxEntry & { readonly nudge: boolean })[],
  { task, maxAttempts }: Nudge,
): Promise<ReadonlyMap<string, Received>> {
  const { rows } = await pool.query("select * from receive_webhooks($1::jsonb, $2, $3)", [
    JSON.stringify(entries.map(asRow)),
    task,
    maxAttempts,
  ]);
  return new Map(rows.map((row) => received.parse(row)));
}

function asRow(entry: InboxEntry & { readonly nudge: boolean }) {
  return {
    domain: entry.domain,
    nudge: entry.nudge,
    webhook_id: entry.webhookId,
    topic: entry.topic,
    event_id: entry.eventId,
    api_version: entry.apiVersion,
    kind: entry.kind,
    record_id: entry.recordId,
    related_id: entry.relatedId,
    triggered_at: entry.triggeredAt,
    changed_at: entry.changedAt,
    status: entry.status,
    reason: entry.reason,
    fields: entry.fields,
    sealed: entry.sealed,
  };
}
